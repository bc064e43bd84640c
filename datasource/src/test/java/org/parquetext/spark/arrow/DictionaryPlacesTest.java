package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DictionaryPlacesTest {

  private final DictionaryPlaces places = new DictionaryPlaces();

  @Test
  void placesAreInTheOrderOfTheFirstRows() {
    int[] positions = {70, 3, 70, 900, 3};
    assertThat(places.number(positions, 0, 4)).isEqualTo(3);
    assertThat(positions).containsExactly(0, 1, 0, 2, 1);
    assertThat(Arrays.copyOf(places.firstRows(), 3)).containsExactly(0, 1, 3);
  }

  @Test
  void nothingIsLeftOfTheCallBefore() {
    places.number(new int[] {5, 6}, 0, 2);
    int[] positions = {6, 5};
    assertThat(places.number(positions, 0, 2)).isEqualTo(2);
    assertThat(positions).containsExactly(0, 1);
  }

  @Test
  void rowsBeforeTheFirstOneAreLikeIt() {
    int[] positions = {4, 4, 4, 7};
    assertThat(places.number(positions, 2, 2)).isEqualTo(2);
    assertThat(Arrays.copyOf(places.firstRows(), 2)).containsExactly(2, 3);
  }

  @Test
  void tooManyAreNone() {
    assertThat(places.number(new int[] {1, 2, 3}, 0, 2)).isZero();
  }

  @Test
  void positionsThatNoDictionaryHasAreNone() {
    assertThat(places.number(new int[] {1, Integer.MAX_VALUE}, 0, 2)).isZero();
    assertThat(places.number(new int[] {-1}, 0, 2)).isZero();
  }
}
