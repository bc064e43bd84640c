/**
 * Dictionaries: tables from value to id, ids counting in order of first appearance, and the rule by
 * which a dictionary is kept. Internal: no part of the public API.
 */
package org.parquetext.dictionary;
