# watchglass_build_info: what core/base/build_info.h promises, asked anew at each build.
set(commit_source ${PROJECT_BINARY_DIR}/build_info.cpp)
add_custom_target(watchglass_commit
    COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DOUTPUT=${commit_source}
            -P ${PROJECT_SOURCE_DIR}/cmake/commit.cmake
    BYPRODUCTS ${commit_source} VERBATIM)
add_library(watchglass_build_info STATIC ${commit_source})
target_link_libraries(watchglass_build_info PRIVATE watchglass_flags)
add_dependencies(watchglass_build_info watchglass_commit)
