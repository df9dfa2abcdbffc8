#pragma once

#include "core/base/clock.h"
#include "core/protocol/source_client.h"
#include "ui/dialogs/source_directory.h"

#include <QPointer>

namespace watchglass::ui {

class MainWindow;
class SourceDetails;
class SourcesWindow;

/// Opens the windows about sources when the main window asks for them, each once. They stand beside the desk and block
/// nothing. Requires: window, directory and clock outlive it. Owns: nothing; its windows belong to the main window.
class SourceWindows : public QObject
{
    Q_OBJECT

public:
    SourceWindows(MainWindow &window, SourceDirectory &directory, Clock &clock);

    void add();
    void manage();
    /// Empty: the list of all.
    void showDetails(const QString &source);
    void edit(const QString &source);
    void duplicate(const QString &source);
    /// Asks for the file of a session.
    void openRecording();

Q_SIGNALS:
    /// The operator chose a recording to look at.
    void fileRequested(const QString &path);

private:
    void offerInTree();

    MainWindow &m_window;
    SourceDirectory &m_directory;
    Clock &m_clock;
    QPointer<SourcesWindow> m_list;
    QPointer<SourceDetails> m_details;
};

} // namespace watchglass::ui
