package org.parquetext.benchmarks.command;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes files that it deletes. */
public final class FolderOption {

  @Option(
      names = "--folder",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "local folder for the written files, which are deleted (${DEFAULT-VALUE})")
  private Path folder;

  /**
   * Makes an empty folder there, to be closed by the caller.
   *
   * @param name what the folder's name starts with
   */
  public TemporaryFolder create(String name) throws IOException {
    return TemporaryFolder.in(folder, name);
  }
}
