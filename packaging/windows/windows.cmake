# Windows: the icon, version and manifest in the programs; the window without a console; Qt beside it by windeployqt.
set(windows_folder ${CMAKE_CURRENT_LIST_DIR})
foreach(program ${WATCHGLASS_PROGRAMS})
    set(PROGRAM ${program})
    configure_file(${windows_folder}/program.rc.in ${CMAKE_CURRENT_BINARY_DIR}/${program}.rc @ONLY)
    target_sources(${program} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${program}.rc)
    if(WATCHGLASS_GUI)
        add_dependencies(${program} watchglass_icons_made)
    endif()
endforeach()
if(WATCHGLASS_GUI)
    set_target_properties(watchglass PROPERTIES WIN32_EXECUTABLE ON)
endif()
install(TARGETS ${WATCHGLASS_PROGRAMS} RUNTIME_DEPENDENCY_SET watchglass_libraries RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_SOURCE_DIR}/resources/licences/notices.txt ${CMAKE_CURRENT_BINARY_DIR}/licence.txt DESTINATION .)
if(WATCHGLASS_GUI AND COMMAND qt_generate_deploy_app_script)
    qt_generate_deploy_app_script(TARGET watchglass OUTPUT_SCRIPT deploy NO_UNSUPPORTED_PLATFORM_ERROR)
    install(SCRIPT ${deploy})
endif()
# What is neither Qt's nor Windows' own: the compiler's libraries, QCustomPlot, QtKeychain, simdjson, libarchive.
install(RUNTIME_DEPENDENCY_SET watchglass_libraries
    PRE_EXCLUDE_REGEXES "api-ms-.*" "ext-ms-.*" "^[Qq]t6.*" POST_EXCLUDE_REGEXES ".*[/\\][Ss]ystem32[/\\].*"
    DIRECTORIES $ENV{WATCHGLASS_DLL_FOLDERS} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
