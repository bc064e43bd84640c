package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DriverProcessTest {

  private final DriverProcess current = DriverProcess.current().orElseThrow();

  @Test
  void isFoundByItsName() {
    assertThat(DriverProcess.named(current.name())).contains(current);
    assertThat(DriverProcess.named("attempt_1_m")).isEmpty();
    assertThat(DriverProcess.named("")).isEqualTo(Optional.empty());
  }

  @Test
  void hasNotEndedWhileItRuns() {
    assertThat(current.hasEnded()).isFalse();
  }

  @Test
  void hasEndedWhenThereIsNoneOrAnotherOfItsNumber() throws Exception {
    Process process = new ProcessBuilder("true").start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(new DriverProcess(current.host(), process.pid(), 1).hasEnded()).isTrue();
    assertThat(new DriverProcess(current.host(), current.pid(), 1).hasEnded()).isTrue();
  }

  @Test
  void isNotKnownToHaveEndedElsewhere() {
    assertThat(new DriverProcess("elsewhere", current.pid(), 1).hasEnded()).isFalse();
  }
}
