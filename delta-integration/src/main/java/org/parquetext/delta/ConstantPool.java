package org.parquetext.delta;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes, and the fields and methods of classes, that a class file refers to.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The Java
 *     Virtual Machine Specification, The Constant Pool</a>
 */
final class ConstantPool {

  /** A field or method, by names as class files write them. */
  record Member(String owner, String name, String descriptor) {

    boolean isField() {
      return descriptor.charAt(0) != '(';
    }
  }

  private static final int MAGIC = 0xCAFEBABE;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int INTERFACE_METHOD = 11;

  /** A constant of two indices, of which the second may be 0. */
  private record Entry(int tag, int first, int second) {}

  private final String[] texts;
  private final Entry[] entries;

  private ConstantPool(int count) {
    this.texts = new String[count];
    this.entries = new Entry[count];
  }

  /** Reads the beginning of a class file; closes nothing. */
  static ConstantPool read(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(classFile));
    if (in.readInt() != MAGIC) {
      throw new IOException("Not a class file");
    }
    in.skipNBytes(2 * Short.BYTES);
    ConstantPool pool = new ConstantPool(in.readUnsignedShort());
    int index = 1;
    while (index < pool.texts.length) {
      index += pool.readConstant(in, index);
    }
    return pool;
  }

  /** Returns how many indices it takes. */
  private int readConstant(DataInputStream in, int index) throws IOException {
    int tag = in.readUnsignedByte();
    switch (tag) {
      case 1 -> texts[index] = in.readUTF();
      case 3, 4 -> in.skipNBytes(Integer.BYTES);
      case 5, 6 -> {
        in.skipNBytes(Long.BYTES);
        return 2;
      }
      case 7, 8, 16, 19, 20 -> entries[index] = new Entry(tag, in.readUnsignedShort(), 0);
      case 9, 10, 11, 12, 17, 18 ->
          entries[index] = new Entry(tag, in.readUnsignedShort(), in.readUnsignedShort());
      case 15 -> in.skipNBytes(Byte.BYTES + Short.BYTES);
      default -> throw new IOException("Unknown constant " + tag + " in a class file");
    }
    return 1;
  }

  /** The classes, without arrays, by names as class files write them. */
  List<String> classes() {
    List<String> classes = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry != null && entry.tag() == CLASS && texts[entry.first()].charAt(0) != '[') {
        classes.add(texts[entry.first()]);
      }
    }
    return classes;
  }

  /** The fields and methods, without those of arrays. */
  List<Member> members() {
    List<Member> members = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry != null && entry.tag() >= FIELD && entry.tag() <= INTERFACE_METHOD) {
        String owner = texts[entries[entry.first()].first()];
        Entry signature = entries[entry.second()];
        if (owner.charAt(0) != '[') {
          members.add(new Member(owner, texts[signature.first()], texts[signature.second()]));
        }
      }
    }
    return members;
  }
}
