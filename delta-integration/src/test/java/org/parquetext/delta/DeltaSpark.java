package org.parquetext.delta;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test that asks for a {@link SparkSession} a new one of the {@link DeltaSession}'s Spark,
 * so that its configuration is its own.
 */
final class DeltaSpark implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SparkSession session = DeltaSession.shared().newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    SparkSession.setActiveSession(session);
    return session;
  }
}
