/** Doors of sessions whose catalog is a Hive metastore. */
package org.parquetext.integration.hive;
