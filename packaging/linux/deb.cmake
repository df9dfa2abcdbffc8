# The .deb, for the Debian that it is built on: Qt's modules have no stable interface between Debian's releases.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded by name, so that nothing that looks at libraries would see it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libqt6sql6-sqlite)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, qt6-translations-l10n, shared-mime-info, xdg-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "gnome-keyring | kwalletmanager")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_PACKAGE_DESCRIPTION
"Watchglass is for operators who keep fleets of devices under their eyes for
whole shifts, and for engineers who want to know exactly what was sent. It
connects to live services (Valtronics, Sensocto, Disruptive Technologies,
Terra and Moonsense), keeps every sample in its own time-series store, and
draws where you look.

This package has the desktop program watchglass, watchglass-cli for the
command line, and watchglass-sim, which serves a simulated fleet. Watchglass
is not a medical alarm system.")

set(debian ${CMAKE_CURRENT_BINARY_DIR}/debian)
configure_file(${CMAKE_CURRENT_LIST_DIR}/copyright.in ${debian}/copyright @ONLY)
string(TIMESTAMP debian_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${CMAKE_CURRENT_LIST_DIR}/changelog.in ${debian}/changelog.Debian @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${debian}/changelog COPYONLY)
install(FILES ${debian}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/watchglass)
# As Debian has them: compressed, and without what gzip would add of the day.
foreach(file changelog changelog.Debian)
    install(CODE "execute_process(COMMAND gzip -9nf -c \"${debian}/${file}\" OUTPUT_FILE \"${debian}/${file}.gz\" COMMAND_ERROR_IS_FATAL ANY)")
    install(FILES ${debian}/${file}.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/watchglass)
endforeach()
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/deb_finish.cmake)
