# watchglass_flags: what every target of ours is compiled with. watchglass_library() and friends link it.
add_library(watchglass_flags INTERFACE)
target_include_directories(watchglass_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(watchglass_flags INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
                                                      QT_DISABLE_DEPRECATED_BEFORE=0x060400
                                                      # else optimised and other files would see other classes
                                                      SIMDJSON_DEVELOPMENT_CHECKS=0)
target_compile_options(watchglass_flags INTERFACE -Winvalid-pch -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(watchglass_flags INTERFACE -Wno-restrict) # warns of text + std::string without cause
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_compile_options(watchglass_flags INTERFACE -Wthread-safety)
endif()
if(WATCHGLASS_WERROR)
    target_compile_options(watchglass_flags INTERFACE -Werror)
endif()
if(WATCHGLASS_HARDENED AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    add_compile_options(-fstack-protector-strong -D_FORTIFY_SOURCE=2)
    if(UNIX AND NOT APPLE)
        add_link_options(-Wl,-z,relro,-z,now)
    endif()
endif()
if(WATCHGLASS_SANITIZE)
    add_compile_options(-fsanitize=${WATCHGLASS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${WATCHGLASS_SANITIZE})
endif()

# Nearly two hundred test programs are linked: with mold, where it is there, in a third of the time. Packages are linked
# by the compiler's own linker.
find_program(WATCHGLASS_MOLD mold)
if(WATCHGLASS_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT CMAKE_BUILD_TYPE STREQUAL Release)
    add_link_options(-fuse-ld=mold)
endif()

# watchglass_library(<room> SOURCES <files> LINKS <targets>): the static library watchglass_<room>.
function(watchglass_library room)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(watchglass_${room} STATIC ${ARG_SOURCES})
    target_link_libraries(watchglass_${room} PUBLIC watchglass_flags ${ARG_LINKS})
    watchglass_precompile(watchglass_${room})
endfunction()
