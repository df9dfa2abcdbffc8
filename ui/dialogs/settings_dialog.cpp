#include "ui/dialogs/settings_dialog.h"

#include "ui/dialogs/settings_page.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr QSize usualSize(820, 560);
constexpr QSize leastSize(560, 300);
constexpr int sidePx = 200;

QPushButton *button(const QString &text, const QKeySequence &keys)
{
    auto *made = new QPushButton(text);
    made->setShortcut(keys);
    made->setAutoDefault(false); // Enter in a field is for the field
    if (!keys.isEmpty())
        made->setToolTip(keys.toString(QKeySequence::NativeText));
    return made;
}

} // namespace

SettingsDialog::SettingsDialog(settings::SettingsBook &book, QWidget *parent)
    : QDialog(parent)
    , m_book(book)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_nothing(new QLabel(tr("No setting is called like this.")))
    , m_undoButton(button(tr("Undo"), QKeySequence::Undo))
    , m_redoButton(button(tr("Redo"), QKeySequence::Redo))
    , m_resetButton(button(tr("Page to the standard"), {}))
{
    setWindowTitle(tr("Settings"));
    resize(usualSize.boundedTo(screen()->availableSize() * 9 / 10));
    setMinimumSize(leastSize);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_stack->addWidget(m_nothing);
    auto *complaints = new QLabel(m_book.complaints().join(QLatin1Char('\n')));
    complaints->setWordWrap(true);
    complaints->setTextFormat(Qt::PlainText);
    complaints->setContentsMargins(5 * metrics::step, 3 * metrics::step, 5 * metrics::step, 0);
    complaints->setVisible(!m_book.complaints().isEmpty());
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(complaints);
    right->addWidget(m_stack, 1);
    right->addWidget(makeFoot());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSide());
    layout->addLayout(right, 1);

    for (const SettingsTopic &topic : settingsTopics())
        addPage(new TopicPage(m_book, topic, m_undo));
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::filter);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_stack->setCurrentIndex(row + 1); });
    connect(m_undoButton, &QPushButton::clicked, &m_undo, &QUndoStack::undo);
    connect(m_redoButton, &QPushButton::clicked, &m_undo, &QUndoStack::redo);
    connect(m_resetButton, &QPushButton::clicked, this, [this] {
        if (SettingsPage *page = currentPage())
            page->reset();
    });
    connect(&m_undo, &QUndoStack::indexChanged, this, &SettingsDialog::tellUndo);
    showPage(0);
    tellUndo();
    m_search->setFocus();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addPage(SettingsPage *page)
{
    page->setProperty("role", QStringLiteral("page"));
    page->setAttribute(Qt::WA_StyledBackground);
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_pages.push_back(page);
    m_stack->addWidget(scroll);
    m_list->addItem(page->title());
}

SettingsPage *SettingsDialog::currentPage() const
{
    const int row = m_list->currentRow();
    return row < 0 ? nullptr : m_pages[static_cast<std::size_t>(row)];
}

void SettingsDialog::showPage(int index)
{
    m_list->setCurrentRow(index);
}

QWidget *SettingsDialog::makeSide()
{
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(tr("Find a setting"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_list->setFrameShape(QFrame::NoFrame);
    auto *side = new QWidget;
    side->setProperty("role", QStringLiteral("surface"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(sidePx);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(2 * metrics::step, 3 * metrics::step, 2 * metrics::step, 3 * metrics::step);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    return side;
}

QWidget *SettingsDialog::makeFoot()
{
    auto *foot = new QWidget;
    foot->setProperty("role", QStringLiteral("bar"));
    foot->setAttribute(Qt::WA_StyledBackground);
    QPushButton *close = button(tr("Close"), {});
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(5 * metrics::step, 2 * metrics::step, 5 * metrics::step, 2 * metrics::step);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_undoButton);
    layout->addWidget(m_redoButton);
    layout->addWidget(m_resetButton);
    layout->addStretch();
    layout->addWidget(close);
    return foot;
}

void SettingsDialog::filter(const QString &text)
{
    int first = -1;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const bool hasAny = m_pages[i]->filter(text);
        const int row = static_cast<int>(i);
        m_list->setRowHidden(row, !hasAny);
        first = hasAny && first < 0 ? row : first;
    }
    const int current = m_list->currentRow();
    if (current < 0 || m_list->isRowHidden(current))
        m_list->setCurrentRow(first);
}

void SettingsDialog::tellUndo()
{
    m_undoButton->setEnabled(m_undo.canUndo());
    m_redoButton->setEnabled(m_undo.canRedo());
    m_undoButton->setAccessibleDescription(m_undo.undoText());
    m_redoButton->setAccessibleDescription(m_undo.redoText());
}

} // namespace watchglass::ui
