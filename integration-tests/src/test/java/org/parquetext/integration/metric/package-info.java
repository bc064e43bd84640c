/** What Spark's interface, its REST API and its metrics system tell about writes. */
package org.parquetext.integration.metric;
