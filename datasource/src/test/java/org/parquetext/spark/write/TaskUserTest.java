package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;

class TaskUserTest {

  private final TaskUser alice =
      UserGroupInformation.createRemoteUser("alice")
          .doAs((PrivilegedAction<TaskUser>) TaskUser::current);

  @Test
  void othersWorkInTheNameOfTheTasksUser() throws InterruptedException {
    List<String> users = new ArrayList<>();
    Thread other = new Thread(alice.apply(() -> users.add(user())));
    other.start();
    other.join();

    assertThat(users).containsExactly("alice");
    assertThat(user()).isNotEqualTo("alice");
  }

  @Test
  void errorsStayWhatTheyAre() {
    RuntimeException error = new IllegalStateException("broken");
    assertThatThrownBy(
            alice.apply(
                    () -> {
                      throw error;
                    })
                ::run)
        .isSameAs(error);
  }

  private static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
