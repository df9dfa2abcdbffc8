#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace watchglass::ui {

/// Takes files that are dropped anywhere on a window, where nothing in it wants the drop for itself.
/// Thread: GUI. Owned by the window.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget &window);

Q_SIGNALS:
    /// Paths of local files.
    void dropped(const QStringList &paths);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace watchglass::ui
