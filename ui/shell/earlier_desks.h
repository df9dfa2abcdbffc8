#pragma once

#include <QDialog>

#include <vector>

class QDateTime;
class QListWidget;
class QTimeZone;

namespace watchglass::ui {

/// A desk of some time ago, to be chosen.
struct EarlierDesk
{
    QString path;
    QString text; ///< "Today 14:03 · 2 workspaces, 7 panels"
};

/// "today 14:03:12", "yesterday …" or the date, in the zone's time.
QString momentText(const QDateTime &moment, const QDateTime &now, const QTimeZone &zone);

/// Lists earlier desks, newest first, and lets one be restored; stays beside the window and stops nothing.
/// Thread: GUI.
class EarlierDesks : public QDialog
{
    Q_OBJECT

public:
    EarlierDesks(const std::vector<EarlierDesk> &desks, QWidget *parent);

    QListWidget &list() { return *m_list; }

Q_SIGNALS:
    void restoreRequested(const QString &path);

private:
    void restoreChosen();

    QListWidget *m_list;
};

} // namespace watchglass::ui
