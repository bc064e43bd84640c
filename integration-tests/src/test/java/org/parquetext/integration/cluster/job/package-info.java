/**
 * What runs on the cluster, packed into the application's jar: of this module's classes its
 * processes have only these.
 */
package org.parquetext.integration.cluster.job;
