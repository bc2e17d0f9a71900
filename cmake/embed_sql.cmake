# cmake -DOUT=file -DFOLDER=pipeline/catalog -P embed_sql.cmake
#   Writes the queries and migrations into one .cpp, as the constants that queries.hpp declares.
file(GLOB queries ${FOLDER}/queries/*.sql)
file(GLOB migrations ${FOLDER}/migrations/*.sql)
list(SORT migrations)

set(text "#include \"pipeline/catalog/queries.hpp\"\n\n#include <array>\n\nnamespace pixferry {\n")
foreach(file IN LISTS queries)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} sql)
  string(APPEND text "\nconst std::string_view sql::${name} = R\"sql(${sql})sql\";\n")
endforeach()

list(LENGTH migrations count)
string(APPEND text "\nnamespace {\nconstexpr std::array<std::string_view, ${count}> kMigrations{\n")
foreach(file IN LISTS migrations)
  file(READ ${file} sql)
  string(APPEND text "R\"sql(${sql})sql\",\n")
endforeach()
string(APPEND text "};\n}  // namespace\n")
string(APPEND text "\nconst std::span<const std::string_view> sql::migrations{kMigrations};\n")
string(APPEND text "\n}  // namespace pixferry\n")
file(WRITE ${OUT} "${text}")
