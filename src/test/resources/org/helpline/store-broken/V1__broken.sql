create table fine (a bigint); create tabel broken (b bigint);
