#include "ui/desk/workspaces.h"

#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace watchglass::ui {

Workspaces::Workspaces(DeskMaker makeDesk, QWidget *parent)
    : QWidget(parent)
    , m_makeDesk(std::move(makeDesk))
    , m_desks(new QStackedWidget)
    , m_tabs(new QTabBar)
{
    m_tabs->setShape(QTabBar::RoundedSouth);
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setMovable(true);
    m_tabs->setAccessibleName(tr("Workspaces"));
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tabs->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_desks, 1);
    layout->addWidget(m_tabs);
    add();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_desks->setCurrentIndex(index);
        Q_EMIT currentChanged();
    });
    connect(m_tabs, &QTabBar::tabMoved, this, [this](int from, int to) {
        QWidget *moved = m_desks->widget(from);
        m_desks->removeWidget(moved);
        m_desks->insertWidget(to, moved);
        m_desks->setCurrentIndex(m_tabs->currentIndex());
    });
    connect(this, &Workspaces::currentChanged, this, &Workspaces::deskChanged);
    connect(m_tabs, &QTabBar::tabBarDoubleClicked, this, &Workspaces::askForName);
    connect(m_tabs, &QTabBar::customContextMenuRequested, this, &Workspaces::showMenu);
}

Desk &Workspaces::current() const
{
    return desk(currentIndex());
}

int Workspaces::currentIndex() const
{
    return m_desks->currentIndex();
}

int Workspaces::count() const
{
    return m_desks->count();
}

Desk &Workspaces::desk(int index) const
{
    return *static_cast<Desk *>(m_desks->widget(index));
}

bool Workspaces::isOutOfSight() const
{
    for (int i = 0; i < count(); ++i) {
        if (!desk(i).isOutOfSight())
            return false;
    }
    return true;
}

Desk &Workspaces::add(const QString &name)
{
    ++m_made;
    Desk *made = makeDesk(QStringLiteral("desk-%1").arg(m_made));
    m_desks->addWidget(made);
    const int index = m_tabs->addTab(name.isEmpty() ? tr("Desk %1").arg(m_made) : name);
    showTabs();
    m_tabs->setCurrentIndex(index);
    return *made;
}

void Workspaces::show(int index)
{
    if (index >= 0 && index < count())
        m_tabs->setCurrentIndex(index);
}

void Workspaces::step(int by)
{
    m_tabs->setCurrentIndex(((currentIndex() + by) % count() + count()) % count());
}

void Workspaces::rename(int index, const QString &name)
{
    if (index < 0 || index >= count() || name.trimmed().isEmpty() || desk(index).isLocked())
        return;
    m_tabs->setTabText(index, name.trimmed());
    Q_EMIT currentChanged();
}

QString Workspaces::name(int index) const
{
    return m_tabs->tabText(index);
}

void Workspaces::close(int index)
{
    if (index < 0 || index >= count() || desk(index).isLocked())
        return;
    Q_EMIT closing();
    if (count() == 1) {
        current().arrange({});
        return;
    }
    dropDesk(index);
    Q_EMIT currentChanged();
}

void Workspaces::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_PageDown)
        step(1);
    else if (event->key() == Qt::Key_PageUp)
        step(-1);
    else
        QWidget::keyPressEvent(event);
}

void Workspaces::askForName(int index)
{
    if (index < 0 || desk(index).isLocked())
        return;
    bool isAccepted = false;
    const QString text =
        QInputDialog::getText(this, tr("Rename workspace"), tr("Name"), QLineEdit::Normal, name(index), &isAccepted);
    if (isAccepted)
        rename(index, text);
}

void Workspaces::showMenu(const QPoint &position)
{
    const int index = m_tabs->tabAt(position);
    QMenu menu;
    menu.addAction(tr("New workspace"), this, [this] { add(); });
    if (index >= 0) {
        const bool isLocked = desk(index).isLocked();
        menu.addAction(tr("Rename…"), this, [this, index] { askForName(index); })->setEnabled(!isLocked);
        menu.addAction(isLocked ? tr("Unlock") : tr("Lock"), this,
                       [this, index, isLocked] { setLocked(index, !isLocked); });
        menu.addSeparator();
        menu.addAction(tr("Close with its panels"), this, [this, index] { close(index); })->setEnabled(!isLocked);
    }
    menu.exec(m_tabs->mapToGlobal(position));
}

} // namespace watchglass::ui
