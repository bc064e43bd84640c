package org.parquetext.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.service.BrotliNativeProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

class BrotliCompressorTest {

  private static final String REFUSAL =
      "Codec `brotli` needs `com.aayushatharva.brotli4j:brotli4j` and its native library for this"
          + " platform on the class path: add them, or choose another codec";

  @Test
  void isRefusedWhenTheLibraryIsMissing() throws IOException {
    try (URLClassLoader loader = WithoutBrotli.loader(PageCompressors.class)) {
      assertThatThrownBy(() -> open(loader, Codec.BROTLI))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(REFUSAL)
          .hasCauseInstanceOf(NoClassDefFoundError.class);
    }
  }

  @Test
  void isRefusedWhenTheNativePartIsMissing() throws IOException {
    try (URLClassLoader loader =
        WithoutBrotli.loader(PageCompressors.class, Encoder.class, BrotliNativeProvider.class)) {
      assertThatThrownBy(() -> open(loader, Codec.BROTLI))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(REFUSAL)
          .hasCauseInstanceOf(UnsatisfiedLinkError.class);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BROTLI")
  void isNotLookedForByOtherCodecs(Codec codec) throws Exception {
    try (URLClassLoader loader = WithoutBrotli.loader(PageCompressors.class);
        AutoCloseable compressor = (AutoCloseable) open(loader, codec)) {
      assertThat(compressor.getClass().getClassLoader()).isSameAs(loader);
    }
  }

  /** {@code PageCompressors.open(Compression.of(codec))} with the classes of another loader. */
  private static Object open(ClassLoader loader, Codec codec) throws ReflectiveOperationException {
    Class<?> codecs = loader.loadClass(Codec.class.getName());
    Class<?> compressions = loader.loadClass(Compression.class.getName());
    Class<?> compressors = loader.loadClass(PageCompressors.class.getName());
    Object foreignCodec = codecs.getMethod("parse", String.class).invoke(null, codec.name());
    Object compression = compressions.getMethod("of", codecs).invoke(null, foreignCodec);
    Method open = compressors.getMethod("open", compressions);
    return open.invoke(null, compression);
  }
}
