# The .dmg: the bundle beside a link to the Applications folder.
set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_FILE_NAME Watchglass-${PROJECT_VERSION}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_DMG_VOLUME_NAME Watchglass)
set(CPACK_DMG_FORMAT UDZO)
set(CPACK_STRIP_FILES OFF) # would break the signature
