#include "ui/shell/shortcuts_page.h"

#include "ui/shell/command_list.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QTableView>
#include <QTextDocument>
#include <QUndoStack>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr int tablePx = 240;
constexpr int menuColumnPx = 110;
constexpr int keysColumnPx = 130;

QPushButton *button(const QString &text)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(false);
    return made;
}

} // namespace

ShortcutsPage::ShortcutsPage(CommandRegistry &commands, QUndoStack &undo)
    : m_commands(commands)
    , m_undo(undo)
    , m_model(commands)
    , m_table(new QTableView)
    , m_field(new QKeySequenceEdit)
    , m_note(new QLabel)
    , m_take(button(tr("Use them here")))
    , m_none(button(tr("No keys")))
    , m_standard(button(tr("Standard keys")))
{
    m_shown.setSourceModel(&m_model);
    m_shown.setFilterRole(ShortcutModel::SearchRole);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(&m_shown);
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setMinimumHeight(tablePx);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(ShortcutModel::CommandColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(ShortcutModel::MenuColumn, menuColumnPx);
    m_table->horizontalHeader()->resizeSection(ShortcutModel::KeysColumn, keysColumnPx);

    auto *heading = new QLabel(title());
    heading->setProperty("role", QStringLiteral("heading"));
    auto *intro = new QLabel(tr("Choose a command, go to the field below it and press the keys that shall run it."));
    intro->setProperty("role", QStringLiteral("muted"));
    intro->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 4 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(heading);
    layout->addWidget(intro);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeEditor());

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutsPage::showCurrent);
    connect(m_field, &QKeySequenceEdit::editingFinished, this, [this] { choose(m_field->keySequence()); });
    connect(m_take, &QPushButton::clicked, this, &ShortcutsPage::take);
    connect(m_none, &QPushButton::clicked, this, [this] { choose({}); });
    connect(m_standard, &QPushButton::clicked, this, [this] { change({{currentId(), std::nullopt}}); });
    connect(&commands, &CommandRegistry::shortcutChanged, this, &ShortcutsPage::showCurrent);
    m_table->selectRow(0);
    showCurrent();
}

QWidget *ShortcutsPage::makeEditor()
{
    m_field->setAccessibleName(tr("Keys of the chosen command"));
    for (QLineEdit *inner : m_field->findChildren<QLineEdit *>()) {
        inner->setAccessibleName(m_field->accessibleName());
        inner->setPlaceholderText(tr("Press keys"));
    }
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("small"));
    QPushButton *printed = button(tr("Print the list…"));
    connect(printed, &QPushButton::clicked, this, &ShortcutsPage::print);
    auto *keys = new QHBoxLayout;
    keys->setSpacing(2 * metrics::step);
    keys->addWidget(m_field, 1);
    keys->addWidget(m_none);
    keys->addWidget(m_standard);
    keys->addWidget(printed);
    auto *note = new QHBoxLayout;
    note->setSpacing(2 * metrics::step);
    note->addWidget(m_note, 1);
    note->addWidget(m_take);
    auto *editor = new QWidget;
    auto *layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addLayout(keys);
    layout->addLayout(note);
    return editor;
}

bool ShortcutsPage::filter(const QString &search)
{
    const bool isAll = title().contains(search.trimmed(), Qt::CaseInsensitive);
    m_shown.setFilterFixedString(isAll ? QString() : search.trimmed());
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
    return m_shown.rowCount() > 0;
}

void ShortcutsPage::reset()
{
    ShortcutChange::Keys keys;
    for (const CommandRegistry::Entry &entry : m_commands.entries()) {
        if (m_commands.chosenShortcut(entry.id))
            keys.insert(entry.id, std::nullopt);
    }
    change(keys);
}

void ShortcutsPage::change(const ShortcutChange::Keys &keys)
{
    if (!keys.isEmpty())
        m_undo.push(new ShortcutChange(m_commands, keys, title()));
}

QString ShortcutsPage::currentId() const
{
    return m_table->currentIndex().data(ShortcutModel::IdRole).toString();
}

void ShortcutsPage::showCurrent()
{
    const QAction *action = m_commands.action(currentId());
    m_field->setEnabled(action);
    m_none->setEnabled(action && !action->shortcut().isEmpty());
    m_standard->setEnabled(action && m_commands.chosenShortcut(currentId()));
    m_field->setKeySequence(action ? action->shortcut() : QKeySequence());
    const auto others = action ? m_commands.conflicts(currentId(), action->shortcut()) : QList<QAction *>();
    tell(others.isEmpty() ? QString() : tr("\"%1\" has these keys as well: neither runs.").arg(others[0]->text()),
         false);
}

void ShortcutsPage::choose(const QKeySequence &keys)
{
    const QAction *action = m_commands.action(currentId());
    if (!action || action->shortcut() == keys)
        return;
    const QList<QAction *> others = m_commands.conflicts(currentId(), keys);
    if (!others.isEmpty()) {
        tell(tr("%1 runs \"%2\".").arg(keys.toString(QKeySequence::NativeText), others[0]->text()), true);
        return;
    }
    change({{currentId(), keys}});
}

/// From whichever commands have the keys so far.
void ShortcutsPage::take()
{
    const QKeySequence keys = m_field->keySequence();
    ShortcutChange::Keys taken{{currentId(), keys}};
    for (const QAction *other : m_commands.conflicts(currentId(), keys))
        taken.insert(other->objectName(), QKeySequence());
    change(taken);
}

void ShortcutsPage::print()
{
    QPrinter printer(QPrinter::HighResolution);
    QPrintDialog dialog(&printer, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    QTextDocument page;
    page.setHtml(commandListHtml(m_commands));
    page.print(&printer);
}

void ShortcutsPage::tell(const QString &text, bool canTake)
{
    m_note->setText(text);
    m_take->setVisible(canTake);
}

} // namespace watchglass::ui
