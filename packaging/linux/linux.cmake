# Linux and its kin: the usual places, after the freedesktop.org descriptions.
set(linux_folder ${CMAKE_CURRENT_LIST_DIR})
install(TARGETS ${WATCHGLASS_PROGRAMS} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# Manual pages of what the programs say themselves.
find_program(HELP2MAN help2man)
if(HELP2MAN)
    set(pages)
    foreach(program ${WATCHGLASS_PROGRAMS})
        set(page ${CMAKE_CURRENT_BINARY_DIR}/man/${program}.1)
        add_custom_command(OUTPUT ${page}
            COMMAND ${linux_folder}/man_page.sh $<TARGET_FILE:${program}> ${page} ${PROJECT_VERSION}
            DEPENDS ${program} ${linux_folder}/man_page.sh VERBATIM)
        list(APPEND pages ${page})
    endforeach()
    add_custom_target(watchglass_man_pages ALL DEPENDS ${pages})
    install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
else()
    message(STATUS "help2man is not there: no manual pages are made")
endif()

foreach(program ${WATCHGLASS_PROGRAMS})
    install(FILES ${linux_folder}/completion/watchglass.bash RENAME ${program}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endforeach()
install(FILES ${linux_folder}/completion/_watchglass DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${PROJECT_SOURCE_DIR}/resources/licences/notices.txt DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(WATCHGLASS_GUI)
    configure_file(${linux_folder}/${WATCHGLASS_ID}.metainfo.xml.in
        ${CMAKE_CURRENT_BINARY_DIR}/${WATCHGLASS_ID}.metainfo.xml @ONLY)
    install(FILES ${linux_folder}/${WATCHGLASS_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${WATCHGLASS_ID}.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES ${linux_folder}/${WATCHGLASS_ID}.mime.xml RENAME ${WATCHGLASS_ID}.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
    install(DIRECTORY ${ICON_FOLDER}/hicolor DESTINATION ${CMAKE_INSTALL_DATADIR}/icons)
    install(FILES ${ICON_SOURCE} RENAME ${WATCHGLASS_ID}.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
