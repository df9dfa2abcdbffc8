#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace watchglass::ui {

/// The one line of chrome above a panel: title, badge, menu. Dragging it moves the panel (QDockWidget sees to that),
/// a double click maximises it, series dropped on it open a panel beside.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHeader(QWidget *parent);

    void setTitle(const QString &title);
    void setBadge(const QString &badge);
    /// The panel in focus has the brighter title and the accent line.
    void setCurrent(bool current);
    void setMenu(QMenu *menu);
    QString title() const { return m_title; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void doubleClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QString m_title;
    QString m_badge;
    bool m_isCurrent = false;
    QToolButton *m_menuButton;
};

} // namespace watchglass::ui
