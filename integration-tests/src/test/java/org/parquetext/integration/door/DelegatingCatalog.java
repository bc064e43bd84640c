package org.parquetext.integration.door;

import org.apache.spark.sql.connector.catalog.DelegatingCatalogExtension;

/** A catalog in the place of Spark's own that changes nothing, but that Spark's tables are V1. */
public final class DelegatingCatalog extends DelegatingCatalogExtension {}
