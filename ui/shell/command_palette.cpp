#include "ui/shell/command_palette.h"

#include "ui/shell/palette_delegate.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr int widthPx = 640;
constexpr int marginPx = 6 * metrics::step;
constexpr int mostRows = 12;
constexpr int pageRows = 8;

} // namespace

CommandPalette::CommandPalette(QWidget &window)
    : QFrame(&window)
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_note(new QLabel)
{
    setProperty("role", QStringLiteral("palette"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Command palette"));
    m_field->setPlaceholderText(tr("Find a command, panel, workspace, device or series"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFocusProxy(m_field); // which passes the keys on
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_note->setProperty("role", QStringLiteral("small"));
    m_note->setContentsMargins(2 * metrics::step, 0, 0, 0);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * metrics::step, 2 * metrics::step, 2 * metrics::step, 2 * metrics::step);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    hide();

    m_field->installEventFilter(this);
    window.installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setTyped(text);
        choose(0);
        place();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::showNote);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runChosen);
}

void CommandPalette::open()
{
    if (isVisible()) {
        giveUp();
        return;
    }
    m_focusBefore = QApplication::focusWidget();
    std::vector<PaletteEntry> entries;
    for (const EntrySource &source : m_sources) {
        auto more = source();
        std::move(more.begin(), more.end(), std::back_inserter(entries));
    }
    m_field->clear();
    m_model.setEntries(std::move(entries));
    place();
    show();
    raise();
    choose(0);
    m_field->setFocus(Qt::PopupFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    if (event->type() == QEvent::FocusOut && isVisible()
        && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        hide();
    return false;
}

bool CommandPalette::handleKey(int key)
{
    const int row = m_list->currentIndex().row();
    switch (key) {
    case Qt::Key_Escape:
        giveUp();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runChosen();
        return true;
    case Qt::Key_Up:
        choose(row > 0 ? row - 1 : m_model.rowCount() - 1);
        return true;
    case Qt::Key_Down:
        choose(row + 1 < m_model.rowCount() ? row + 1 : 0);
        return true;
    case Qt::Key_PageUp:
        choose(std::max(row - pageRows, 0));
        return true;
    case Qt::Key_PageDown:
        choose(std::min(row + pageRows, m_model.rowCount() - 1));
        return true;
    default:
        return false;
    }
}

void CommandPalette::choose(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
    showNote();
}

/// What cannot be run leaves the palette open: its note says why.
void CommandPalette::runChosen()
{
    const int row = m_list->currentIndex().row();
    const PaletteEntry *entry = m_model.entry(row);
    if (!entry || !entry->reason.isEmpty())
        return;
    giveUp();
    m_model.run(row);
    Q_EMIT used();
}

void CommandPalette::giveUp()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int rows = std::clamp(m_model.rowCount(), 1, mostRows);
    m_list->setFixedHeight(rows * PaletteDelegate::rowHeightPx);
    const int width = std::min(widthPx, window->width() - 2 * marginPx);
    const int height = std::min(sizeHint().height(), window->height() - 2 * marginPx);
    setGeometry((window->width() - width) / 2, 2 * marginPx, width, height);
}

void CommandPalette::showNote()
{
    const PaletteEntry *entry = m_model.entry(m_list->currentIndex().row());
    if (!entry)
        m_note->setText(tr("Nothing is called like this. Fewer letters find more."));
    else if (!entry->reason.isEmpty())
        m_note->setText(entry->reason);
    else
        m_note->setText(tr("Enter runs it, Esc closes"));
}

} // namespace watchglass::ui
