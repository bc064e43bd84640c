package org.parquetext.integration.matrix;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.parquetext.integration.random.LeafTypes;

/** Where in a column the leaf stands. */
enum Nesting {
  PLAIN {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return leaf;
    }
  },
  STRUCT {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return struct(leaf, nulls);
    }
  },
  ARRAY {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return array(leaf, nulls);
    }
  },
  MAP_VALUE {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return map(leaf, nulls);
    }
  },
  MAP_KEY {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return DataTypes.createMapType(leaf, DataTypes.IntegerType, nulls.of(DataTypes.IntegerType));
    }

    @Override
    List<DataType> leaves() {
      return LeafTypes.ALL.stream().filter(LeafTypes::isKey).toList();
    }
  },
  STRUCT_OF_STRUCT {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return struct(struct(leaf, nulls), nulls);
    }
  },
  STRUCT_OF_ARRAY {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return struct(array(leaf, nulls), nulls);
    }
  },
  ARRAY_OF_STRUCT {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return array(struct(leaf, nulls), nulls);
    }
  },
  ARRAY_OF_ARRAY {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return array(array(leaf, nulls), nulls);
    }
  },
  ARRAY_OF_MAP {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return array(map(leaf, nulls), nulls);
    }
  },
  MAP_OF_ARRAY {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return map(array(leaf, nulls), nulls);
    }
  },
  MAP_OF_STRUCT_OF_MAP {
    @Override
    DataType around(DataType leaf, Nullability nulls) {
      return map(struct(map(leaf, nulls), nulls), nulls);
    }
  };

  /** The type of a column that holds the leaf. */
  abstract DataType around(DataType leaf, Nullability nulls);

  /** The types that can stand here. */
  List<DataType> leaves() {
    return LeafTypes.ALL;
  }

  private static DataType struct(DataType field, Nullability nulls) {
    return new StructType()
        .add("before", DataTypes.IntegerType, nulls.of(DataTypes.IntegerType))
        .add("field", field, nulls.of(field));
  }

  private static DataType array(DataType element, Nullability nulls) {
    return DataTypes.createArrayType(element, nulls.of(element));
  }

  private static DataType map(DataType value, Nullability nulls) {
    return DataTypes.createMapType(DataTypes.StringType, value, nulls.of(value));
  }
}
