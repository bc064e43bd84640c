package org.parquetext.integration.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A suite whose applications get the plugin, and more, as users are told to get it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WithPackages {
  /** The page whose first {@code spark-submit} has the options, from the root of the project. */
  String value();
}
