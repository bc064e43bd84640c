package org.parquetext.dictionary;

/**
 * Values of variable width that are looked up: value i is {@code lengths[i]} bytes of {@code data}
 * from {@code starts[i]} on, and its id is to become {@code ids[i + shift]}.
 */
record IndexedValues(byte[] data, int[] starts, int[] lengths, int[] ids, int shift) {}
