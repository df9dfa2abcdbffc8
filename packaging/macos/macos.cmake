# macOS: one bundle. The other programs lie beside the window's in it, so that one drag installs all of them.
set(macos_folder ${CMAKE_CURRENT_LIST_DIR})
set(bundle_programs ${WATCHGLASS_PROGRAMS})
list(REMOVE_ITEM bundle_programs watchglass)
if(WATCHGLASS_GUI)
    set(icon ${ICON_FOLDER}/${WATCHGLASS_ID}.icns)
    set_source_files_properties(${icon} PROPERTIES GENERATED ON MACOSX_PACKAGE_LOCATION Resources)
    target_sources(watchglass PRIVATE ${icon})
    add_dependencies(watchglass watchglass_icons_made)
    set_target_properties(watchglass PROPERTIES
        OUTPUT_NAME Watchglass
        MACOSX_BUNDLE ON
        MACOSX_BUNDLE_INFO_PLIST ${macos_folder}/Info.plist.in
        MACOSX_BUNDLE_GUI_IDENTIFIER ${WATCHGLASS_ID}
        MACOSX_BUNDLE_BUNDLE_NAME Watchglass
        MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION}
        MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION}
        MACOSX_BUNDLE_ICON_FILE ${WATCHGLASS_ID}.icns)
    install(TARGETS watchglass BUNDLE DESTINATION .)
    install(TARGETS ${bundle_programs} RUNTIME DESTINATION Watchglass.app/Contents/MacOS)
    qt_generate_deploy_app_script(TARGET watchglass OUTPUT_SCRIPT deploy NO_UNSUPPORTED_PLATFORM_ERROR)
    install(SCRIPT ${deploy})
    # Signed by nobody ("-"), which arm64 asks for; after everything has come into the bundle, and from inside out.
    install(CODE "execute_process(COMMAND codesign --force --deep --sign - \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/Watchglass.app\" COMMAND_ERROR_IS_FATAL ANY)")
else()
    install(TARGETS ${WATCHGLASS_PROGRAMS} RUNTIME DESTINATION bin)
endif()
