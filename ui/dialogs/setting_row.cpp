#include "ui/dialogs/setting_row.h"

#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

namespace watchglass::ui {

namespace {

constexpr int labelPx = 220;
constexpr int leastLabelPx = 120;
constexpr int controlPx = 160;
constexpr int labelShare = 2; // of the width, to …
constexpr int controlShare = 3;
constexpr int mostInView = 16;

/// The wheel turns pages; only a number that has the focus is turned by it.
class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<const QWidget *>(watched);
        if (event->type() != QEvent::Wheel || !widget || widget->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

} // namespace

SettingRow::SettingRow(settings::SettingsBook &book, SettingText text, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
    , m_text(std::move(text))
    , m_control(makeControl())
    , m_hint(new QLabel)
    , m_reset(new QToolButton)
{
    m_control->setAccessibleName(m_text.label);
    m_control->setAccessibleDescription(m_text.hint);
    m_control->setMinimumWidth(controlPx);
    m_control->setFocusPolicy(Qt::StrongFocus);
    m_control->installEventFilter(new WheelGuard(m_control));
    auto *label = new QLabel(m_text.label);
    label->setBuddy(m_control);
    label->setWordWrap(true);
    label->setMinimumWidth(leastLabelPx);
    label->setMaximumWidth(labelPx);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // its share, so that all rows stand alike
    m_hint->setText(m_text.hint);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("small"));
    m_reset->setText(tr("Standard"));
    m_reset->setAccessibleName(tr("Back to the standard: %1").arg(m_text.label));
    m_reset->setToolTip(tr("Back to the standard"));
    QSizePolicy keepsPlace = m_reset->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsPlace);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(3 * metrics::step);
    grid->setVerticalSpacing(metrics::step);
    grid->addWidget(label, 0, 0);
    const bool isFilling = m_book.value(key()).metaType().id() == QMetaType::QString; // texts are as long as they are
    grid->addWidget(m_control, 0, 1, isFilling ? Qt::Alignment() : Qt::AlignLeft);
    grid->addWidget(m_reset, 0, 2, Qt::AlignRight);
    grid->addWidget(m_hint, 1, 1, 1, 2);
    grid->setColumnStretch(0, labelShare);
    grid->setColumnStretch(1, controlShare);
    m_hint->setVisible(!m_text.hint.isEmpty());

    connect(m_reset, &QToolButton::clicked, this, [this] { Q_EMIT chosen(key(), {}); });
    connect(&m_book, &settings::SettingsBook::changed, this, [this](const QString &changed) {
        if (changed == key())
            showValue();
    });
    showValue();
}

bool SettingRow::matches(const QString &search) const
{
    QString all = m_text.label + QLatin1Char(' ') + m_text.hint;
    for (const auto &[value, name] : m_text.choices.mid(0, mostInView))
        all += QLatin1Char(' ') + name;
    for (const QString &word : search.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!all.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

QWidget *SettingRow::makeControl()
{
    const settings::SettingRule *rule = settings::settingRule(m_text.key);
    Q_ASSERT(rule);
    switch (rule->standard.metaType().id()) {
    case QMetaType::Bool:
        return makeSwitch();
    case QMetaType::Int:
        return makeNumber(*rule);
    case QMetaType::Double:
        return makePart(*rule);
    default:
        return m_text.choices.isEmpty() ? makeText(*rule) : makeChoice();
    }
}

QWidget *SettingRow::makeSwitch()
{
    auto *box = new QCheckBox(tr("On"));
    m_show = [box](const QVariant &value) { box->setChecked(value.toBool()); };
    connect(box, &QCheckBox::clicked, this, [this](bool isOn) { Q_EMIT chosen(key(), isOn); });
    return box;
}

QWidget *SettingRow::makeNumber(const settings::SettingRule &rule)
{
    auto *box = new QSpinBox;
    box->setRange(static_cast<int>(rule.least), static_cast<int>(rule.most));
    box->setSuffix(m_text.unit);
    box->setSpecialValueText(m_text.zeroText);
    box->setKeyboardTracking(false);
    m_show = [box](const QVariant &value) {
        const QSignalBlocker quiet(box);
        box->setValue(value.toInt());
    };
    connect(box, &QSpinBox::valueChanged, this, [this](int value) { Q_EMIT chosen(key(), value); });
    return box;
}

QWidget *SettingRow::makePart(const settings::SettingRule &rule)
{
    auto *box = new QDoubleSpinBox;
    box->setRange(rule.least, rule.most);
    box->setDecimals(2);
    box->setSuffix(m_text.unit);
    box->setSpecialValueText(m_text.zeroText);
    box->setKeyboardTracking(false);
    m_show = [box](const QVariant &value) {
        const QSignalBlocker quiet(box);
        box->setValue(value.toDouble());
    };
    connect(box, &QDoubleSpinBox::valueChanged, this, [this](double value) { Q_EMIT chosen(key(), value); });
    return box;
}

QWidget *SettingRow::makeChoice()
{
    auto *box = new QComboBox;
    for (const auto &[value, name] : m_text.choices)
        box->addItem(name, value);
    box->setMaxVisibleItems(mostInView);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_show = [box](const QVariant &value) {
        if (box->findData(value) < 0) // a name that the computer knows, but does not list
            box->addItem(value.toString(), value);
        box->setCurrentIndex(box->findData(value));
    };
    connect(box, &QComboBox::activated, this, [this, box](int index) { Q_EMIT chosen(key(), box->itemData(index)); });
    return box;
}

/// Kept when it is whole: with Enter, or when the field is left. What does not fit is said at once and not kept.
QWidget *SettingRow::makeText(const settings::SettingRule &rule)
{
    auto *field = new QLineEdit;
    field->setPlaceholderText(m_text.zeroText);
    m_show = [field](const QVariant &value) { field->setText(value.toString()); };
    connect(field, &QLineEdit::textEdited, this, [this, &rule](const QString &text) {
        showHint(settings::fitting(rule, text) ? m_text.hint : m_text.wrongText);
    });
    connect(field, &QLineEdit::editingFinished, this, [this, field, &rule] {
        const auto value = settings::fitting(rule, field->text().trimmed());
        if (value && *value != m_book.value(key()))
            Q_EMIT chosen(key(), *value);
    });
    if (!m_text.isFolder)
        return field;
    auto *browse = new QPushButton(tr("Browse…"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &SettingRow::browse);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * metrics::step);
    row->addWidget(field, 1);
    row->addWidget(browse);
    both->setFocusProxy(field);
    field->setAccessibleName(m_text.label);
    return both;
}

void SettingRow::browse()
{
    const QString chosenFolder = QFileDialog::getExistingDirectory(this, m_text.label, m_book.value(key()).toString());
    if (!chosenFolder.isEmpty())
        Q_EMIT chosen(key(), chosenFolder);
}

void SettingRow::showHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void SettingRow::showValue()
{
    m_show(m_book.value(key()));
    m_reset->setVisible(!m_book.isStandard(key()));
    QStringList hints{m_text.hint};
    if (m_book.isForSession(key()))
        hints << tr("Given on the command line for this session; what you choose here holds from now on.");
    hints.removeAll(QString());
    showHint(hints.join(QLatin1Char(' ')));
}

} // namespace watchglass::ui
