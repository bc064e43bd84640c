// Writes a Parquet file again from the memory of Polars: node write.mjs FILE [FOLDER [ROUNDS]]
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import polars from "nodejs-polars";

const WARM_UPS = 2;
const CODECS = [
  ["none", { compression: "uncompressed" }],
  ["snappy", { compression: "snappy" }],
  ["zstd 3", { compression: "zstd", compressionLevel: 3 }],
];

const [file, folder = tmpdir(), rounds = "5"] = process.argv.slice(2);
if (!file) {
  console.error("write.mjs needs the Parquet file to write again");
  process.exit(2);
}
const table = polars.readParquet(file);
const work = mkdtempSync(join(folder, "polars-"));

function write(options) {
  const target = join(work, "table.parquet");
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  table.writeParquet(target, options);
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = statSync(target).size;
  rmSync(target);
  return { wall, cpu: (user + system) / 1e6, bytes };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

try {
  const measured = CODECS.map(() => []);
  for (let round = -WARM_UPS; round < Number(rounds); round++) {
    CODECS.forEach(([, options], i) => {
      const one = write(options);
      if (round >= 0) {
        measured[i].push(one);
      }
    });
  }
  console.log("| writer | codec | threads | wall s | CPU s | written MB |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
  CODECS.forEach(([codec], i) => {
    const figure = (name) => median(measured[i].map((one) => one[name]));
    const cells = [figure("wall").toFixed(3), figure("cpu").toFixed(3), (figure("bytes") / 1e6).toFixed(1)];
    const threads = process.env.POLARS_MAX_THREADS ?? "";
    console.log(`| polars | ${codec} | ${threads} | ${cells.join(" | ")} |`);
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}
