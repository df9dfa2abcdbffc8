#include "ui/shell/sources_window.h"

#include "core/protocol/source_setup.h"
#include "ui/dialogs/credential_forms.h"
#include "ui/dialogs/form_parts.h"
#include "ui/models/source_list_model.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr QSize defaultSize(1040, 480);
constexpr int nameColumnPx = 160;
constexpr int stateColumnPx = 128;
constexpr int serviceColumnPx = 176;
constexpr int keepingColumnPx = 152;

QPushButton *button(const QString &text)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(false);
    return made;
}

QHBoxLayout *barLayout(QWidget *bar)
{
    bar->setProperty("role", QStringLiteral("card"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(3 * metrics::step, 2 * metrics::step, 3 * metrics::step, 2 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    return layout;
}

QString serviceText(const settings::SourceSettings &source)
{
    for (const protocol::Service service : protocol::allServices()) {
        if (protocol::serviceName(service) == source.service)
            return serviceWords(service).name;
    }
    return source.service;
}

} // namespace

SourcesWindow::SourcesWindow(SourceDirectory &directory, Clock &clock, QWidget *parent,
                             SourceTest::ClientMaker makeClient)
    : QDialog(parent)
    , m_directory(directory)
    , m_model(new SourceListModel(this))
    , m_table(new QTableView)
    , m_hint(new QLabel(tr("There are no sources. Add one, or try the demo fleet."), m_table))
    , m_test(new SourceTest(clock, std::move(makeClient)))
    , m_removeBar(new QWidget)
    , m_removeText(smallText())
    , m_forget(new QCheckBox(tr("Forget its devices, samples, alarms and events too")))
    , m_undoBar(new QWidget)
    , m_undoText(smallText())
    , m_notice(smallText())
    , m_add(button(tr("Add…")))
    , m_edit(button(tr("Edit…")))
    , m_rename(button(tr("Rename")))
    , m_duplicate(button(tr("Duplicate…")))
    , m_details(button(tr("Details…")))
    , m_up(button(tr("Move up")))
    , m_down(button(tr("Move down")))
    , m_remove(button(tr("Remove…")))
{
    setWindowTitle(tr("Sources"));
    layOut();
    connect(m_model, &SourceListModel::enableRequested, this,
            [this](const QString &id, bool isEnabled) { m_directory.setEnabled(id, isEnabled); });
    connect(m_model, &SourceListModel::renameRequested, this, &SourcesWindow::takeName);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &SourcesWindow::follow);
    connect(m_table, &QTableView::doubleClicked, this, [this] { Q_EMIT editRequested(current()); });
    connect(m_test, &SourceTest::startRequested, this, &SourcesWindow::test);
    connect(m_test, &SourceTest::trustRequested, this, [this](const QString &fingerprint) {
        for (const settings::SourceSettings &source : m_directory.sources()) {
            if (source.id != m_tested)
                continue;
            SourceDraft draft{source, {}, {}};
            draft.settings.transport.trustedCertificate = fingerprint;
            return m_directory.change(m_tested, draft);
        }
    });
    connect(m_add, &QPushButton::clicked, this, &SourcesWindow::addRequested);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(current()); });
    connect(m_rename, &QPushButton::clicked, this, &SourcesWindow::rename);
    connect(m_duplicate, &QPushButton::clicked, this, [this] { Q_EMIT duplicateRequested(current()); });
    connect(m_details, &QPushButton::clicked, this, [this] { Q_EMIT detailsRequested(current()); });
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_remove, &QPushButton::clicked, this, &SourcesWindow::askToRemove);
    connect(&directory, &SourceDirectory::changed, this, &SourcesWindow::refresh);
    connect(&directory, &SourceDirectory::statusesChanged, this, &SourcesWindow::refresh);
    connect(&directory, &SourceDirectory::noticed, this, [this](const QString &text) {
        m_notice->setText(text);
        m_notice->show();
    });
    addActions();
    refresh();
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
    resize(defaultSize);
}

void SourcesWindow::layOut()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Sources"));
    m_table->setItemDelegate(
        new MarkDelegate({.mark = SourceListModel::MarkRole,
                          .faint = SourceListModel::FaintRole,
                          .strong = std::nullopt,
                          .muted = std::nullopt,
                          .numberColumns = {},
                          .mutedColumns = {SourceListModel::AddressColumn, SourceListModel::KeepingColumn}},
                         m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed); // a double click opens the source
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(SourceListModel::AddressColumn, QHeaderView::Stretch);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->resizeSection(SourceListModel::NameColumn, nameColumnPx);
    header->resizeSection(SourceListModel::StateColumn, stateColumnPx);
    header->resizeSection(SourceListModel::ServiceColumn, serviceColumnPx);
    header->resizeSection(SourceListModel::KeepingColumn, keepingColumnPx);
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->move(4 * metrics::step, 12 * metrics::step);
    m_notice->setText(m_directory.notice());
    m_notice->setVisible(!m_notice->text().isEmpty());

    auto *list = new QVBoxLayout;
    list->setSpacing(2 * metrics::step);
    list->addWidget(m_table, 1);
    list->addWidget(removeBar());
    list->addWidget(undoBar());
    list->addWidget(m_notice);
    list->addWidget(m_test);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(4 * metrics::step);
    layout->addLayout(list, 1);
    layout->addWidget(buttonColumn());
}

QWidget *SourcesWindow::buttonColumn()
{
    auto *column = new QWidget;
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    for (QPushButton *one : {m_add, m_edit, m_rename, m_duplicate, m_details})
        layout->addWidget(one);
    layout->addSpacing(3 * metrics::step);
    layout->addWidget(m_up);
    layout->addWidget(m_down);
    layout->addSpacing(3 * metrics::step);
    layout->addWidget(m_remove);
    layout->addStretch();
    layout->addWidget(close);
    return column;
}

/// Asks in place, so that nothing has to be answered before one may look at the list again.
QWidget *SourcesWindow::removeBar()
{
    QHBoxLayout *layout = barLayout(m_removeBar);
    QPushButton *yes = button(tr("Remove"));
    QPushButton *no = button(tr("Keep it"));
    yes->setObjectName(QStringLiteral("removeNow"));
    connect(yes, &QPushButton::clicked, this, &SourcesWindow::remove);
    connect(no, &QPushButton::clicked, m_removeBar, &QWidget::hide);
    m_forget->setChecked(true);
    layout->addWidget(m_removeText, 1);
    layout->addWidget(m_forget);
    layout->addWidget(yes);
    layout->addWidget(no);
    m_removeBar->hide();
    return m_removeBar;
}

QWidget *SourcesWindow::undoBar()
{
    QHBoxLayout *layout = barLayout(m_undoBar);
    QPushButton *undo = button(tr("Undo"));
    undo->setObjectName(QStringLiteral("undoRemove"));
    connect(undo, &QPushButton::clicked, this, [this] { m_directory.undoRemove(); });
    layout->addWidget(m_undoText, 1);
    layout->addWidget(undo);
    m_undoBar->hide();
    return m_undoBar;
}

/// The menu of a row: what the buttons do, with the key where there is one.
void SourcesWindow::addActions()
{
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [this](QPushButton *order) {
        auto *action = new QAction(order->text(), m_table);
        connect(action, &QAction::triggered, order, &QPushButton::click);
        m_table->addAction(action);
        return action;
    };
    add(m_edit);
    QAction *naming = add(m_rename);
    naming->setShortcut(Qt::Key_F2);
    naming->setShortcutContext(Qt::WidgetShortcut);
    for (QPushButton *order : {m_duplicate, m_details, m_remove})
        add(order);
}

void SourcesWindow::rename()
{
    const QModelIndex index = m_table->currentIndex();
    if (index.isValid())
        m_table->edit(index.siblingAtColumn(SourceListModel::NameColumn));
}

void SourcesWindow::takeName(const QString &source, const QString &name)
{
    const Result<void> renamed = m_directory.rename(source, name);
    m_notice->setText(renamed ? QString() : renamed.error().text);
    m_notice->setVisible(!renamed.ok());
    refresh();
}

QString SourcesWindow::current() const
{
    return m_model->idAt(m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1);
}

void SourcesWindow::select(const QString &source)
{
    if (const int row = m_model->rowOf(source); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void SourcesWindow::refresh()
{
    const QString selected = current();
    std::vector<SourceRow> rows;
    for (const settings::SourceSettings &source : m_directory.sources()) {
        SourceRow row;
        row.status = m_directory.status(source.id);
        row.service = serviceText(source);
        row.address = source.url;
        row.isEnabled = source.isEnabled;
        if (!m_directory.isKept(source.id))
            row.keeping = tr("the source");
        else if (m_directory.isForSession(source.id))
            row.keeping = tr("its credentials");
        rows.push_back(std::move(row));
    }
    m_model->setRows(std::move(rows));
    if (current() != selected)
        select(selected);
    const QString removed = m_directory.removed();
    m_undoBar->setVisible(!removed.isEmpty());
    m_undoText->setText(tr("%1 was removed. Undo brings it back with its credentials; what was forgotten of it stays "
                           "forgotten.")
                            .arg(removed));
    m_hint->setVisible(m_model->rowCount() == 0);
    m_hint->adjustSize();
    follow();
}

void SourcesWindow::follow()
{
    const QString id = current();
    const int row = m_model->rowOf(id);
    for (QPushButton *one : {m_edit, m_rename, m_duplicate, m_details, m_remove})
        one->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_model->rowCount());
    m_test->setReady(row >= 0);
    if (!m_removeBar->isHidden() && m_removeText->property("source").toString() != id)
        m_removeBar->hide();
    if (m_tested != id && m_test->outcome() != SourceTest::Outcome::None)
        m_test->reset();
}

void SourcesWindow::test()
{
    m_tested = current();
    const QPointer<SourcesWindow> self(this);
    m_directory.readSecrets(m_tested, [self, id = m_tested](const Result<settings::SourceSecrets> &secrets) {
        if (!self || self->m_tested != id)
            return;
        if (!secrets)
            return self->m_test->fail(secrets.error().text);
        for (const settings::SourceSettings &source : self->m_directory.sources()) {
            if (source.id != id)
                continue;
            const auto address = protocol::sourceAddress(source, secrets.value());
            return address ? self->m_test->start(address.value()) : self->m_test->fail(address.error().text);
        }
    });
}

void SourcesWindow::askToRemove()
{
    const QString id = current();
    m_removeText->setProperty("source", id);
    m_removeText->setText(tr("Remove %1?").arg(m_directory.status(id).shownName()));
    m_removeBar->show();
    m_removeBar->findChild<QPushButton *>(QStringLiteral("removeNow"))->setFocus();
}

void SourcesWindow::remove()
{
    m_removeBar->hide();
    const QString id = m_removeText->property("source").toString();
    const int row = m_model->rowOf(id);
    m_directory.remove(id, m_forget->isChecked());
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1), 0));
    m_table->setFocus();
}

void SourcesWindow::move(int rows)
{
    const QString id = current();
    m_directory.move(id, rows);
    select(id);
}

void SourcesWindow::done(int result)
{
    m_test->reset();
    QDialog::done(result);
}

} // namespace watchglass::ui
