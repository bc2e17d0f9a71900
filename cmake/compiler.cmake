# Warnings are errors. What gcc 12 reports falsely is off: of sanitized code some, and of inlined
# std::string code its guesses about bounds (GCC bugs 105651 and 105329). A designated initialiser
# that leaves members at their defaults is meant.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
                    -Wno-missing-field-initializers -fno-omit-frame-pointer)

# Left out is what the address sanitizer sees by itself (null, objects too small for what is read),
# what this processor allows (misaligned access) and the check of every virtual call's object: they
# take a third of the compiler's time.
set(undefined_but -fno-sanitize=null,alignment,object-size,vptr)

# Clang is here for libFuzzer alone; gcc's warnings are the measure.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options(-Wno-unknown-warning-option -Wno-error)
endif()
if(PIXFERRY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(PIXFERRY_SANITIZE)
  add_compile_options(-fsanitize=${PIXFERRY_SANITIZE} -fno-sanitize-recover=all -O1 -g1
                      -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-restrict -Wno-array-bounds
                      -Wno-tsan)
  add_link_options(-fsanitize=${PIXFERRY_SANITIZE})
  if(PIXFERRY_SANITIZE MATCHES undefined)
    add_compile_options(${undefined_but})
  endif()
else()
  add_compile_options(-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

# A file that includes Beast takes gcc up to 0.8 GB: no more of them at once than memory holds.
cmake_host_system_information(RESULT memory_mb QUERY TOTAL_PHYSICAL_MEMORY)
math(EXPR compile_jobs "${memory_mb} / 1200")
if(compile_jobs LESS 1)
  set(compile_jobs 1)
endif()
set_property(GLOBAL PROPERTY JOB_POOLS compile=${compile_jobs})
set(CMAKE_JOB_POOL_COMPILE compile)
