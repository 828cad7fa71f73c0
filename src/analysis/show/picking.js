// What is typed into a closed list picks by name: the one that is just that, else the shortest that begins so, else the
// shortest in which a word does. A browser takes the first that begins so: for "mal" Malawi, which hides Mali.
window.analysisPicking ??= !(() => {
    const pause = 1000;  // milliseconds after which what is typed begins another name, as in a browser
    const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
    const counted = /\s*\([\d.,\s]*\)$/;  // how many figures a name has is no part of it
    let typed = "", since = 0, into = null;

    const next = (names, letter, from) => {  // a letter again and again goes through the names that begin with it
        const all = names.flatMap((name, place) => name.startsWith(letter) ? [place] : []);
        return all.find(place => place > from) ?? all[0];
    };
    const named = (names, from) => {
        const shortest = places => places.sort((one, other) => names[one].length - names[other].length || one - other)[0];
        const places = [...names.keys()];
        return shortest(places.filter(place => names[place].startsWith(typed))) ??
            (/^(.)\1+$/.test(typed) ? next(names, typed[0], from) : undefined) ??
            shortest(places.filter(place => names[place].includes(` ${typed}`)));
    };
    window.addEventListener("keydown", event => {
        const list = event.target, again = list === into && event.timeStamp - since < pause;
        const letter = event.key.length === 1 && !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
        if (!letter || !list.matches?.("select:not([multiple])") || list.size > 1 || event.key === " " && !again) return;
        event.preventDefault();
        typed = plain((again ? typed : "") + event.key).trimStart();
        [since, into] = [event.timeStamp, list];
        const names = [...list.options].map(option => option.disabled ? "" : plain(option.label.replace(counted, "")).trim());
        const place = typed ? named(names, list.selectedIndex) : undefined;
        if (place === undefined || place === list.selectedIndex) return;
        list.selectedIndex = place;
        ["input", "change"].forEach(kind => list.dispatchEvent(new Event(kind, { bubbles: true })));
    }, true);
    window.addEventListener("focusout", () => { into = null; }, true);
})();
