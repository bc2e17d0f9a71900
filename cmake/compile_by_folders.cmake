# Of a program or a library, the files that stand in one folder are compiled together, some at a time,
# so that the compiler reads what they include, and makes what they take of templates, once. No two of
# them may give one name to different things, anonymous namespaces included; a macro ends with its file.
# To compile each by itself, as the fuzz build always does so that each file goes on naming all that it
# includes: cmake --preset asan -DPIXFERRY_COMPILE_BY_FOLDERS=OFF.
option(PIXFERRY_COMPILE_BY_FOLDERS "Compile the files of a folder together" ON)

# compile_by_folders(TARGET FILES_TOGETHER)
#   About so many at a time: the more, the less they all cost, and the longer it takes to compile one
#   that was changed. Which go together follows from their names, so that a new one does not move the
#   others.
function(compile_by_folders target files_together)
  if(PIXFERRY_FUZZ OR NOT PIXFERRY_COMPILE_BY_FOLDERS)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  set(folders)
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source NORMALIZE OUTPUT_VARIABLE path)
    cmake_path(GET path PARENT_PATH folder)
    list(APPEND folders ${folder})
    list(APPEND "in ${folder}" ${source})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE group)
    string(MAKE_C_IDENTIFIER ${group} group)
    list(LENGTH "in ${folder}" count)
    set(parts 1)
    while(count GREATER files_together)
      math(EXPR parts "${parts} * 2")
      math(EXPR count "${count} / 2")
    endwhile()
    foreach(source IN LISTS "in ${folder}")
      cmake_path(GET source FILENAME name)
      string(MD5 digest ${name})
      string(SUBSTRING ${digest} 0 4 digits)
      math(EXPR part "0x${digits} % ${parts}")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${part})
    endforeach()
  endforeach()
  # Said of a class that stands in a .cpp as if it stood in a header, which includes that .cpp.
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
