#include "testing/api_promises.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <mutex>
#include <optional>

namespace pixferry {
namespace {

namespace bj = boost::json;
using valijson::adapters::BoostJsonAdapter;
using Complaints = std::vector<std::string>;

constexpr std::string_view kProblem = "application/problem+json";

const bj::value* member(const bj::value& value, std::string_view key) {
  const auto* object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains(key);
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

/// How many segments the path has in common with a template of the document; nothing if it does not
/// fit. A parameter at the end that says so ("x-rest") takes all that is left.
std::optional<int> fit(std::string_view pattern, std::string_view path, bool takes_rest) {
  const auto wanted = segments_of(pattern);
  const auto given = segments_of(path);
  if (takes_rest ? given.size() < wanted.size() : given.size() != wanted.size())
    return std::nullopt;
  int same = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) continue;
    if (wanted[i] != given[i]) return std::nullopt;
    ++same;
  }
  return same;
}

std::string lower(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string without_parameters(std::string_view content_type) {
  return std::string{content_type.substr(0, content_type.find(';'))};
}

/// What is said of that type, or of all types of its kind ("image/*").
const bj::value* medium_of(const bj::value& content, const std::string& type) {
  for (const auto& [name, medium] : content.as_object()) {
    if (without_parameters(name) == type) return &medium;
  }
  return member(content, type.substr(0, type.find('/')) + "/*");
}

Complaints validate(const bj::value& schema_document, const bj::value& value) {
  valijson::Schema schema;
  valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
  parser.populateSchema(BoostJsonAdapter{schema_document}, schema);
  valijson::Validator validator{valijson::Validator::kStrongTypes};
  valijson::ValidationResults results;
  Complaints complaints;
  if (validator.validate(schema, BoostJsonAdapter{value}, &results)) return complaints;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    complaints.push_back(fmt::format("{} {}", fmt::join(error.context, ""), error.description));
  }
  return complaints;
}

/// What a text of a format looks like; our times are all in UTC.
std::optional<std::string_view> pattern_of(const bj::value& format) {
  if (format == "date-time") {
    return "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]+)?Z$";
  }
  if (format == "uuid") return "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
  return std::nullopt;
}

/// The same schemas with patterns in place of formats, for a validator that takes a format for one
/// of values of every type.
bj::value with_patterns(const bj::value& value) {
  if (const auto* array = value.if_array()) {
    bj::array out;
    for (const auto& element : *array) out.push_back(with_patterns(element));
    return out;
  }
  const auto* object = value.if_object();
  if (object == nullptr) return value;
  bj::object out;
  for (const auto& [key, member] : *object) {
    if (key != "format" || !member.is_string()) {
      out[key] = with_patterns(member);
    } else if (const auto pattern = pattern_of(member)) {
      out["pattern"] = *pattern;
    }
  }
  return out;
}

}  // namespace

struct ApiPromises::Document {
  bj::value root;

  /// The value itself, or what its "$ref" leads to.
  const bj::value& resolved(const bj::value& value) const {
    const auto* reference = member(value, "$ref");
    if (reference == nullptr) return value;
    return root.at_pointer(std::string_view{reference->as_string()}.substr(1));
  }

  /// The operations of a path; null if the document has none there.
  const bj::value* path_item(std::string_view path) const {
    const bj::value* best = nullptr;
    int best_fit = -1;
    for (const auto& [pattern, item] : root.at("paths").as_object()) {
      const auto found = fit(pattern, path, member(item, "x-rest") != nullptr);
      if (found && *found > best_fit) {
        best = &item;
        best_fit = *found;
      }
    }
    return best;
  }

  Complaints check(const bj::value& schema, const bj::value& value) const {
    const bj::value document{{"allOf", {schema}}, {"components", root.at("components")}};
    return validate(document, value);
  }

  Complaints check_text(const bj::value& schema, const std::string& text) const {
    boost::system::error_code error;
    const auto value = bj::parse(text, error);
    if (error) return {"the body is no JSON"};
    return check(schema, value);
  }

  Complaints check_refusal(const Exchange& exchange) const;
  Complaints check_content(const Exchange& exchange, const bj::value& response) const;
  void check_examples(const bj::value& value, const std::string& where, Complaints& all) const;
};

/// What is not in the document is refused with a problem.
Complaints ApiPromises::Document::check_refusal(const Exchange& exchange) const {
  if (exchange.status < 400) return {fmt::format("{} is not in the contract", exchange.status)};
  if (exchange.content_type != kProblem) return {"a refusal is no problem+json"};
  if (!exchange.has_whole_body) return {};
  return check_text({{"$ref", "#/components/schemas/Problem"}}, exchange.body);
}

Complaints ApiPromises::Document::check_content(const Exchange& exchange,
                                                const bj::value& response) const {
  const auto type = without_parameters(exchange.content_type);
  const auto* content = member(response, "content");
  if (content == nullptr) {
    return exchange.body.empty() ? Complaints{} : Complaints{"the contract has no body here"};
  }
  const auto* medium = medium_of(*content, type);
  if (medium == nullptr) return {fmt::format("the contract has no {} here", type)};
  const auto* schema = member(*medium, "schema");
  const bool is_json = type == "application/json" || type == kProblem;
  if (schema == nullptr || !is_json || !exchange.has_whole_body) return {};
  return check_text(*schema, exchange.body);
}

void ApiPromises::Document::check_examples(const bj::value& value, const std::string& where,
                                           Complaints& all) const {
  if (const auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      check_examples((*array)[i], fmt::format("{}/{}", where, i), all);
    }
  }
  const auto* object = value.if_object();
  if (object == nullptr) return;
  const auto* schema = object->if_contains("schema");
  const auto test = [&](const bj::value& example) {
    for (const auto& complaint : check(*schema, example)) {
      all.push_back(fmt::format("{}: {}", where, complaint));
    }
  };
  if (schema != nullptr) {
    if (const auto* example = object->if_contains("example")) test(*example);
    if (const auto* examples = object->if_contains("examples")) {
      for (const auto& [name, example] : examples->as_object()) test(example.at("value"));
    }
  }
  for (const auto& [key, inner] : *object) {
    if (key != "example" && key != "examples") {
      check_examples(inner, fmt::format("{}/{}", where, std::string_view{key}), all);
    }
  }
}

ApiPromises::ApiPromises(std::string_view openapi)
    : document_(std::make_unique<Document>(Document{with_patterns(bj::parse(openapi))})) {}

ApiPromises::~ApiPromises() = default;

std::vector<std::string> ApiPromises::complaints(const Exchange& exchange) const {
  const auto* item = document_->path_item(exchange.path);
  const auto method = exchange.method == "HEAD" ? std::string{"get"} : lower(exchange.method);
  const auto* operation = item == nullptr ? nullptr : member(*item, method);
  Complaints found;
  if (item == nullptr && exchange.status < 400) {
    if (exchange.content_type == "application/json") found = {"the contract does not have it"};
  } else if (operation == nullptr) {
    found = document_->check_refusal(exchange);
  } else {
    const auto* response = member(operation->at("responses"), fmt::format("{}", exchange.status));
    found = response == nullptr
                ? Complaints{"the contract does not have this status"}
                : document_->check_content(exchange, document_->resolved(*response));
  }
  for (auto& complaint : found) {
    complaint =
        fmt::format("{} {} -> {}: {}", exchange.method, exchange.path, exchange.status, complaint);
  }
  return found;
}

std::vector<std::string> ApiPromises::complaints_about_examples() const {
  Complaints all;
  document_->check_examples(document_->root, "", all);
  return all;
}

}  // namespace pixferry
