#include "ui/shell/marker_dialog.h"

#include "core/format/offset_text.h"
#include "core/format/time_format.h"
#include "ui/dialogs/form_parts.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr int widthPx = 480;

} // namespace

MarkerDialog::MarkerDialog(const recording::Marker &marker, TimeRange within, QTimeZone zone, QWidget *parent)
    : QDialog(parent)
    , m_before(marker)
    , m_within(within)
    , m_zone(std::move(zone))
    , m_text(new QLineEdit(marker.text))
    , m_begin(new QLineEdit(format::offsetText(marker.time - within.from)))
    , m_length(new QLineEdit)
    , m_note(smallText())
{
    setWindowTitle(marker.id == 0 ? tr("Annotate the recording") : tr("Edit what was remarked"));
    if (marker.to)
        m_length->setText(format::offsetText(*marker.to - marker.time));
    m_text->setPlaceholderText(tr("What there is to be seen"));
    m_begin->setToolTip(tr("After the begin of the recording: +1.25 s, 0:01:00"));
    m_length->setPlaceholderText(tr("A moment"));
    m_length->setToolTip(tr("Of the span: 1.25 s, 0:01:00; empty for a moment"));
    for (QLineEdit *line : {m_begin, m_length})
        line->setFont(numberFont());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    QFormLayout *form = formLayout();
    addField(form, tr("&Text"), m_text);
    addField(form, tr("&Begins at"), m_begin);
    addField(form, tr("&Length"), m_length);
    form->addRow(QString(), m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(4 * metrics::step);
    layout->addLayout(form);
    layout->addWidget(buttons);
    resize(widthPx, sizeHint().height());
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QLineEdit *line : {m_text, m_begin, m_length})
        connect(line, &QLineEdit::textChanged, this, &MarkerDialog::follow);
    m_text->selectAll();
    m_text->setFocus();
    follow();
}

std::optional<recording::Marker> MarkerDialog::marker() const
{
    if (!check().isEmpty())
        return std::nullopt;
    recording::Marker made = m_before;
    made.text = m_text->text().trimmed();
    made.time = m_within.from + *format::parseOffset(m_begin->text());
    made.to.reset();
    if (!m_length->text().trimmed().isEmpty())
        made.to = made.time + *format::parseOffset(m_length->text());
    made.kind = made.to ? QStringLiteral("annotation") : QStringLiteral("marker");
    return made;
}

/// What is wrong with what was typed; empty when nothing is.
QString MarkerDialog::check() const
{
    const auto begin = format::parseOffset(m_begin->text());
    if (!begin)
        return tr("Say where it begins: +1.25 s or 0:01:00 after the begin of the recording.");
    if (*begin < Duration::zero() || *begin > m_within.length())
        return tr("That is not within the recording.");
    if (m_length->text().trimmed().isEmpty())
        return {};
    const auto length = format::parseOffset(m_length->text());
    if (!length || *length <= Duration::zero())
        return tr("Say how long it is: 1.25 s or 0:01:00, or nothing for a moment.");
    return {};
}

void MarkerDialog::follow()
{
    const QString problem = check();
    m_ok->setEnabled(problem.isEmpty());
    const auto made = marker();
    m_note->setText(made ? format::dateTime(made->time, m_zone) : problem);
}

} // namespace watchglass::ui
