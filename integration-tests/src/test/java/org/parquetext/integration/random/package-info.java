/** Values of every type of Spark, drawn at random from a seed. */
package org.parquetext.integration.random;
