package org.parquetext.delta;

import java.util.List;
import java.util.Map;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Java's collections as Scala's, which Delta takes. */
final class Scala {

  private Scala() {}

  static <T> Seq<T> seq(List<? extends T> list) {
    return CollectionConverters.<T>asScala((List<T>) list).toSeq();
  }

  static <T> List<T> list(scala.collection.Seq<T> seq) {
    return CollectionConverters.asJava(seq);
  }

  static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> map) {
    scala.collection.immutable.Map<K, V> result =
        scala.collection.immutable.Map$.MODULE$.<K, V>empty();
    for (Map.Entry<K, V> entry : map.entrySet()) {
      result = result.$plus(new Tuple2<>(entry.getKey(), entry.getValue()));
    }
    return result;
  }

  static <K, V> Map<K, V> map(scala.collection.immutable.Map<K, V> map) {
    return CollectionConverters.asJava(map);
  }

  /** {@code Option<Long>}, which Java sees as one of objects. */
  static Option<Object> some(Object value) {
    return Option.apply(value);
  }
}
