/**
 * Compression of pages. Internal.
 *
 * <p>Every compressor takes bytes from one array and puts the finished page into another: one call
 * per page, no streams, no copies in between. The codecs are the libraries that Spark ships; brotli
 * is used when its library is on the class path.
 */
package org.parquetext.compression;
