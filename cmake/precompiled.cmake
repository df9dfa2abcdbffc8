# Headers that nearly every file reads, compiled once a kind: builds take half the time. The core-only preset builds
# without, which shows that each file includes what it uses. Qt's test headers ask which modules a target links, so
# all tests of a kind link the same. QCustomPlot's header is not among them: what its inline functions use is
# instantiated anew in each file, 3 s for every one of those that do not draw plots.
option(WATCHGLASS_PCH "Precompile common headers" ON)

set(watchglass_pch_core
    <QByteArray> <QCoreApplication> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QObject> <QString> <QStringList>
    <QUrl> <algorithm> <array> <chrono> <cmath> <cstdint> <deque> <functional> <limits> <memory> <optional> <string>
    <string_view> <tuple> <utility> <variant> <vector>)
set(watchglass_pch_test ${watchglass_pch_core} <QRegularExpression> <QSignalSpy> <QTest>)
set(watchglass_pch_ui
    ${watchglass_pch_core} <QAction> <QApplication> <QBoxLayout> <QComboBox> <QDialog> <QEvent> <QImage> <QLabel>
    <QLineEdit> <QMenu> <QPainter> <QPushButton> <QTableView> <QWidget>)
set(watchglass_pch_uitest ${watchglass_pch_ui} <QRegularExpression> <QSignalSpy> <QTest>)
set(watchglass_pch_core_links Qt6::Core)
set(watchglass_pch_test_links Qt6::Test Qt6::Network)
set(watchglass_pch_ui_links Qt6::Widgets)
set(watchglass_pch_uitest_links Qt6::Test Qt6::Network Qt6::Widgets Qt6::PrintSupport QCustomPlotQt6)

# watchglass_precompile(<target>): gives the target the headers of the kind that its folder names in WATCHGLASS_KIND.
function(watchglass_precompile target)
    if(NOT WATCHGLASS_PCH)
        return()
    endif()
    set(kind ${WATCHGLASS_KIND})
    set(owner watchglass_pch_${kind})
    if(NOT TARGET ${owner})
        file(WRITE ${PROJECT_BINARY_DIR}/${owner}.cpp "")
        add_library(${owner} OBJECT ${PROJECT_BINARY_DIR}/${owner}.cpp)
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF)
        target_link_libraries(${owner} PRIVATE watchglass_flags ${${owner}_links})
        target_precompile_headers(${owner} PRIVATE ${${owner}})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
