//! The parts of the bar that are drawn from chips.

use super::bar::{Bar, BarMsg, BarProps};
use super::chips::Chip;
use super::kind::Kind;
use super::options::Changing;
use super::pattern::Pattern;
use super::presets::Presets;
use crate::format;
use crate::names::shown;
use crate::ui::cross;
use crate::words::{code, fill, menus, words};
use hearth_core::measure;
use yew::html::Scope;
use yew::prelude::*;

/// The chips, each with its buttons.
pub fn chips(
    list: &NodeRef,
    chips: &[Chip],
    known: &[(Chip, &'static str)],
    link: &Scope<Bar>,
) -> Html {
    let words = &words().filters;
    let chip = |(i, chip): (usize, &Chip)| {
        let name = known.iter().find(|(known, _)| chip.is_like(known)).map(|known| known.1);
        let text = name.map_or_else(|| chip.text(), str::to_owned);
        let label = [chip.kind.name(), ": ", &text].concat();
        let is_exact = matches!(chip.pattern, Pattern::Exact(_)) && name.is_none();
        let class = classes!(
            "chip",
            chip.off.then_some("off"),
            (!chip.off).then_some("on"),
            is_exact.then_some("exact")
        );
        let several = chips.iter().filter(|c| c.kind == chip.kind).count() > 1;
        let can_and = matches!(chip.kind, Kind::Focus | Kind::TagFocus) && (several || chip.and);
        let about = |text| fill(text, &[&shown(&label)]);
        html! {
            <li key={label.clone()} {class} data-testid="chip" data-kind={chip.kind.param()}>
                <button
                    type="button"
                    class="switch"
                    aria-pressed={(!chip.off).to_string()}
                    aria-label={about(words.switch)}
                    title={about(words.switch)}
                    onclick={link.callback(move |_| BarMsg::Toggle(i))}
                />
                <button
                    type="button"
                    class="text"
                    title={about(if is_exact { words.edit_exact } else { words.edit })}
                    onclick={link.callback(move |_| BarMsg::Edit(i))}
                >
                    <span class="kind-name">{ chip.kind.name() }{ ": " }</span>
                    if !chip.key.is_empty() { <span>{ shown(&chip.key) }{ "=" }</span> }
                    <span class="pattern">{ shown(&text[chip_key_length(chip)..]) }</span>
                </button>
                if can_and {
                    <button
                        type="button"
                        class="and"
                        aria-pressed={chip.and.to_string()}
                        title={words.and_title}
                        aria-label={about(words.and_label)}
                        onclick={link.callback(move |_| BarMsg::And(i))}
                    >
                        { if chip.and { words.and } else { words.or } }
                    </button>
                }
                <button
                    type="button"
                    class="icon"
                    aria-label={about(words.remove)}
                    title={about(words.remove)}
                    onclick={link.callback(move |e: MouseEvent| BarMsg::Remove(i, e.detail() == 0))}
                >
                    { cross() }
                </button>
            </li>
        }
    };
    if chips.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="chips" ref={list} aria-label={words.filters}>{ for chips.iter().enumerate().map(chip) }</ul>
    }
}

/// Length of the part of a chip's text that is its key.
fn chip_key_length(chip: &Chip) -> usize {
    if chip.key.is_empty() { 0 } else { chip.key.len() + 1 }
}

/// Share of the whole that the filters leave, and the total that percentages are of.
pub fn left(props: &BarProps, changing: &Changing) -> Html {
    let words = &words().filters;
    let (share, title) = match props.left {
        Some((left, whole)) => {
            let label = |value| measure::label(value, &props.unit);
            let (share, left, whole) = (format::share(left, whole), label(left), label(whole));
            (fill(words.left, &[&left, &whole, &share]), fill(words.left_title, &[&left, &whole]))
        }
        None => (String::new(), String::new()),
    };
    html! {
        <span class="rest">
            <span class="left" data-testid="left" {title} aria-live="polite">{ share }</span>
            { changing.choice("rel", words.shares, &[("f", words.of_all), ("t", words.of_left)]) }
        </span>
    }
}

/// The presets: ours, the user's, and a way to make one of the chips.
pub fn presets(
    props: &BarProps,
    chips: &[Chip],
    presets: &Presets,
    name: &NodeRef,
    link: &Scope<Bar>,
) -> Html {
    let words = menus();
    let known = super::deferred::known(&props.expressions);
    let is_on = |known: &Chip| chips.iter().any(|c| c.is_like(known) && !c.off).to_string();
    let on_save = link.callback(|event: SubmitEvent| {
        event.prevent_default();
        BarMsg::Save
    });
    html! {
        <>
            for (chip, i) in known {
                <button
                    type="button"
                    class="mine"
                    aria-pressed={is_on(&chip)}
                    title={code::words().presets[i][1]}
                    onclick={link.callback(move |_| BarMsg::Known(i))}
                >
                    { code::words().presets[i][0] }
                </button>
            }
            if !presets.is_empty() {
                <ul>
                    for (i, (name, filters)) in presets.iter().enumerate() {
                        <li data-testid="preset">
                            <button
                                type="button"
                                title={filters.clone()}
                                onclick={link.callback(move |_| BarMsg::Apply(i))}
                            >
                                { name }
                            </button>
                            <button
                                type="button"
                                class="icon"
                                aria-label={fill(words.delete, &[name])}
                                title={fill(words.delete, &[name])}
                                onclick={link.callback(move |_| BarMsg::Delete(i))}
                            >
                                { cross() }
                            </button>
                        </li>
                    }
                </ul>
            }
            <form onsubmit={on_save}>
                <input
                    ref={name}
                    type="text"
                    required=true
                    aria-label={words.preset_name}
                    placeholder={words.preset_name}
                    disabled={chips.is_empty()}
                    data-testid="preset-name"
                />
                <button type="submit" disabled={chips.is_empty()}>{ words.save }</button>
            </form>
            <p class="dim">{ words.presets_help }</p>
        </>
    }
}
