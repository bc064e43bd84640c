package org.parquetext.dictionary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every dictionary has to agree with: ids in order of first appearance, by a plain map. */
final class FirstAppearance<T> {

  private final Map<T, Integer> idsByValue = new LinkedHashMap<>();

  int id(T value) {
    return idsByValue.computeIfAbsent(value, added -> idsByValue.size());
  }

  List<T> values() {
    return new ArrayList<>(idsByValue.keySet());
  }
}
