/** Tables on an object store: a real S3 API, on the loopback interface, and its failures. */
package org.parquetext.integration.objectstore;
