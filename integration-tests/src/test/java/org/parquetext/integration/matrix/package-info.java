/** Every type, in every nesting, with every setting that changes how it is written. */
package org.parquetext.integration.matrix;
