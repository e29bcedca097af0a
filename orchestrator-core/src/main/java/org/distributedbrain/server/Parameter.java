package org.distributedbrain.server;

/** A value that a request carries beside its body. */
record Parameter(String name, In in, Schema schema, String about) {

    /** Where in the request it stands; only those in the path must be there. */
    enum In {
        PATH,
        QUERY,
        HEADER
    }

    static Parameter path(String name, Schema schema, String about) {
        return new Parameter(name, In.PATH, schema, about);
    }

    static Parameter query(String name, Schema schema, String about) {
        return new Parameter(name, In.QUERY, schema, about);
    }

    static Parameter header(String name, Schema schema, String about) {
        return new Parameter(name, In.HEADER, schema, about);
    }
}
