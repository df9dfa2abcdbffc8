#pragma once

#include <QDialog>
#include <QString>

#include <functional>

class QTabWidget;

namespace watchglass::ui {

class MainWindow;

/// What this program is: version and parts (which can be copied for a report of a bug), its licence, and those of what
/// it is made of. Plain text, whatever is in it. Thread: GUI.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(const QString &version, QWidget *parent = nullptr);

    QTabWidget &pages() { return *m_pages; }
    /// Takes what a report of a bug needs to the clipboard.
    void copyVersion() const;

private:
    void addPage(const QString &title, const QString &text);

    const QString m_version;
    QTabWidget *m_pages;
};

/// The command that opens it. `version` is asked for when it does.
void addAboutCommand(MainWindow &window, std::function<QString()> version);

} // namespace watchglass::ui
