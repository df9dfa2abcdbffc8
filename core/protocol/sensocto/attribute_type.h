#pragma once

#include "core/model/series_info.h"
#include "core/protocol/sensocto/payload.h"

#include <span>
#include <string_view>

namespace watchglass::protocol::sensocto {

/// What a field of a payload becomes.
enum class FieldKind : std::uint8_t {
    Number, ///< A sample; also numeric texts and flags.
    Choice, ///< A sample of a series of states: the index of a word, or the word itself.
    Text,   ///< A text event when it changes.
    Event,  ///< A text event each time.
};

/// One field of a type's payload. Several fields may lead to the same series: the documented spelling and the real.
struct FieldSpec
{
    std::string_view name;
    std::string_view component; ///< Of the series; empty: the attribute's own.
    std::string_view unit = {};
    FieldKind kind = FieldKind::Number;
    std::span<const std::string_view> words = {}; ///< Of a Choice, by index.
    std::string_view group = {};                  ///< The object that it stands in.
};

/// What a bare value, without an object around it, is.
enum class BareKind : std::uint8_t {
    Number, ///< The attribute's own series.
    Choice, ///< Likewise, of states.
    Press,  ///< The number of a button; an event.
    Text,   ///< An event.
    Json,   ///< The object as a text.
};

/// How an attribute of some type is read. Fields beyond those named are not lost: numbers become components, texts
/// become events.
struct TypeSpec
{
    std::string_view name; ///< As in `attribute_type`; empty for "any other".
    std::string_view unit; ///< Of the attribute's own series.
    BareKind bare = BareKind::Number;
    std::span<const FieldSpec> fields = {};
    std::span<const std::string_view> words = {}; ///< Of bare choices.
    Interpolation interpolation = Interpolation::Linear;
};

/// All 43 types of the service.
std::span<const TypeSpec> attributeTypes();
/// What any other type is: number or text.
const TypeSpec &anyType();
/// By the word of the metadata; null for one that we do not know.
const TypeSpec *typeNamed(std::string_view word);
/// The service's own guess for attributes without metadata: by the id (without a number that a second device of the
/// same kind was given: "heartrate_2"), then by what the payload holds, else anyType().
const TypeSpec &inferType(std::string_view attribute, const Payload &payload);

} // namespace watchglass::protocol::sensocto
