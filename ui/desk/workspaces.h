#pragma once

#include "ui/desk/desk.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace watchglass::ui {

/// The desks of the window, one shown at a time, with a tab each below them; the tabs are there only while there are
/// several. What stands on a desk that is not shown counts as hidden: it is not drawn.
/// Invariant: there is always at least one desk.
/// Thread: GUI.
class Workspaces : public QWidget
{
    Q_OBJECT

public:
    using DeskMaker = std::function<std::unique_ptr<Desk>()>;

    explicit Workspaces(DeskMaker makeDesk, QWidget *parent = nullptr);

    /// The desk that is shown.
    Desk &current() const;
    int currentIndex() const;
    int count() const;
    Desk &desk(int index) const;
    /// Of all desks.
    bool isOutOfSight() const;

    /// An empty one behind the others, shown at once; an empty name becomes "Desk n".
    Desk &add(const QString &name = {});
    /// Nothing happens for an index that is none.
    void show(int index);
    /// The one so many tabs further; round the ends. Also by PgDn and PgUp, where no part of a desk wants these.
    void step(int by);
    void rename(int index, const QString &name);
    QString name(int index) const;
    /// With all its panels. The last one is only emptied.
    void close(int index);

Q_SIGNALS:
    /// Another one is shown, or one came, went or got another name.
    void currentChanged();
    /// The desk that is shown changed, or another one is shown.
    void deskChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void askForName(int index);
    void showMenu(const QPoint &position);

    const DeskMaker m_makeDesk;
    QStackedWidget *m_desks;
    QTabBar *m_tabs;
    int m_made = 0;
};

} // namespace watchglass::ui
