package org.parquetext.integration.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A suite whose applications get the plugin, and more, by {@code --packages}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WithPackages {
  /**
   * The coordinates, as {@code organisation:name:property}, the property of this JVM being the
   * version.
   */
  String[] value() default {"org.parquetext:parquet-ext-spark_2.13:parquetext.version"};
}
