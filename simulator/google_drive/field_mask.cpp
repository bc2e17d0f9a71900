#include "simulator/google_drive/field_mask.hpp"

namespace pixferry::simulator {

/// list := item (',' item)* ; item := name ('/' item | '(' list ')')?
class FieldMaskParser {
 public:
  explicit FieldMaskParser(std::string_view text) : rest_(text) {}

  Result<FieldMask> whole() {
    FieldMask mask;
    if (!list(mask, 0) || !rest_.empty()) {
      return Error{ErrorCode::invalid_request, std::string{rest_}};
    }
    return mask;
  }

 private:
  static constexpr int kDepthMax = 8;

  bool list(FieldMask& mask, int depth) {
    do {
      if (!item(mask, depth)) return false;
    } while (take(','));
    return true;
  }

  bool item(FieldMask& mask, int depth) {
    if (depth > kDepthMax) return false;
    if (take('*')) {
      mask.wants_all_ = true;
      return true;
    }
    const auto name = take_name();
    if (name.empty()) return false;
    auto& member = mask.members_[std::string{name}];
    if (take('/')) return item(member, depth + 1);
    if (take('(')) return list(member, depth + 1) && take(')');
    member.wants_all_ = true;
    return true;
  }

  std::string_view take_name() {
    std::size_t length = 0;
    while (length < rest_.size() &&
           std::string_view{",/()*"}.find(rest_[length]) == std::string_view::npos) {
      ++length;
    }
    const auto name = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return name;
  }

  bool take(char expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
};

Result<FieldMask> FieldMask::parse(std::string_view text) {
  return FieldMaskParser{text}.whole();
}

bool FieldMask::wants(std::string_view field) const {
  return wants_all_ || members_.contains(field);
}

FieldMask FieldMask::of(std::string_view field) const {
  const auto found = members_.find(field);
  if (!wants_all_ && found != members_.end()) return found->second;
  FieldMask all;
  all.wants_all_ = true;
  return all;
}

std::string FieldMask::first_unknown(const FieldMask& known) const {
  if (known.wants_all_) return {};
  for (const auto& [name, member] : members_) {
    const auto found = known.members_.find(name);
    if (found == known.members_.end()) return name;
    // A known name without members of its own is a plain value: nothing can be asked of it.
    if (found->second.wants_all_ && !member.members_.empty()) return member.members_.begin()->first;
    if (auto unknown = member.first_unknown(found->second); !unknown.empty()) return unknown;
  }
  return {};
}

}  // namespace pixferry::simulator
