using System.Collections.Frozen;

namespace SbiContrib.Core.Works.Text;

/// <summary>What TeX commands stand for in Unicode.</summary>
internal static class TexSymbols
{
    /// <summary>Commands that are a character, by name without the backslash.</summary>
    public static readonly FrozenDictionary<string, string> Characters = Pairs("""
        alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
        lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ
        chi χ psi ψ omega ω digamma ϝ Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
        varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω
        textalpha α textbeta β textgamma γ textdelta δ textmu µ textmugreek μ upmu μ micro µ textlambda λ textpi π textsigma σ
        times × div ÷ pm ± mp ∓ cdot · cdotp · centerdot · ast ∗ star ⋆ circ ∘ bullet • bigcirc ◯ dagger † ddagger ‡ dag † ddag ‡
        oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ boxtimes ⊠ boxplus ⊞ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
        bigcap ⋂ bigcup ⋃ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀ coprod ∐ amalg ⨿ setminus ∖ smallsetminus ∖ backslash \ wr ≀ diamond ⋄ Diamond ◇ Box □ square □ blacksquare ■ triangle △ bigtriangleup △ triangledown ▽ triangleleft ◁ triangleright ▷
        leq ≤ le ≤ geq ≥ ge ≥ leqslant ≤ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ approx ≈ approxeq ≊ sim ∼ simeq ≃ cong ≅ equiv ≡ asymp ≍ doteq ≐ propto ∝ varpropto ∝
        lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ prec ≺ succ ≻ preceq ⪯ succeq ⪰ mid | nmid ∤ parallel ∥ nparallel ∦ perp ⊥ bot ⊥ top ⊤ models ⊨ vdash ⊢ dashv ⊣ vDash ⊨ bowtie ⋈
        subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubset ⊏ sqsubseteq ⊑ sqsupset ⊐ sqsupseteq ⊒ in ∈ ni ∋ notin ∉ emptyset ∅ varnothing ∅
        forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ therefore ∴ because ∵ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ iint ∬ iiint ∭ oint ∮ surd √ angle ∠ measuredangle ∡ prime ′ hbar ℏ hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ imath ı jmath ȷ aleph ℵ beth ℶ mho ℧ complement ∁ eth ð
        to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← longleftarrow ⟵ leftrightarrow ↔ longleftrightarrow ⟷ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ Leftarrow ⇐ Longleftarrow ⟸ Leftrightarrow ⇔ Longleftrightarrow ⟺ iff ⟺
        uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ twoheadrightarrow ↠ upharpoonright ↾
        ldots … dots … dotsc … dotsb … textellipsis … cdots ⋯ vdots ⋮ ddots ⋱ langle ⟨ rangle ⟩ lbrace { rbrace } lbrack [ rbrack ] lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ colon :
        ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ SS ẞ
        S § P ¶ copyright © textcopyright © textregistered ® texttrademark ™ pounds £ textsterling £ euro € texteuro € textyen ¥ textcent ¢ degree ° textdegree ° deg deg celsius ℃ textcelsius ℃ ohm Ω angstrom Å textohm Ω
        textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textquotesingle ' guillemotleft « guillemotright » quotedblbase „ quotesinglbase ‚ lq ‘ rq ’ textbackslash \ textasciitilde ~ textasciicircum ^ textunderscore _ textbar | textless < textgreater > textbullet • textdagger † textperiodcentered · textexclamdown ¡ textquestiondown ¿ textonehalf ½ textordfeminine ª textordmasculine º textpm ± texttimes × textdiv ÷ textminus − textsurd √ textasteriskcentered ∗ textdollar $ textpercent % textbraceleft { textbraceright }
        clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ checkmark ✓ maltese ✠ male ♂ female ♀ sun ☉ astrosun ☉ earth ♁ oplusearth ♁ mars ♂ venus ♀ mercury ☿ jupiter ♃ saturn ♄ neptune ♆ uranus ♅
        """);

    /// <summary>Commands that are the name of a function or a word, written upright: they stay as the word.</summary>
    public static readonly FrozenSet<string> Words = Names("""
        arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min mod Pr sec sin sinh sup tan tanh
        TeX LaTeX BibTeX
        """);

    /// <summary>Commands that only dress their argument or change the fount: they vanish, what they dress stays.</summary>
    public static readonly FrozenSet<string> Dress = Names("""
        textit textbf textrm textsf texttt textsc textsl textup textmd textnormal emph text mbox hbox vbox fbox underline overline uline ul mathrm mathbf mathit mathsf mathtt mathnormal
        mathcal mathscr mathfrak mathbb boldsymbol bm bold pmb operatorname rm it bf sf tt sc sl em cal scriptstyle displaystyle textstyle scriptscriptstyle scshape itshape bfseries rmfamily sffamily ttfamily mdseries upshape slshape normalfont
        tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr limits nolimits ensuremath protect relax mathop mathbin mathrel mathord mathopen mathclose
        noindent indent par smallskip medskip bigskip hfill centering nonumber notag null smash rlap llap xspace thinspace sout mathstrut strut unboldmath boldmath
        ce mathring underset overset stackrel underbrace overbrace widehat widetilde overrightarrow overleftarrow substack bibinfo lowercase uppercase MakeLowercase MakeUppercase textsubscript textsuperscript url
        """);

    /// <summary>Commands whose argument is nothing to read: a reference, a colour, a length.</summary>
    public static readonly FrozenSet<string> Hidden = Names("""
        cite citep citet ref eqref label footnote footnotemark thanks color textcolor href hspace vspace phantom hphantom vphantom begin end vskip
        """);

    /// <summary>Commands that are white space.</summary>
    public static readonly FrozenSet<string> Spaces = Names("quad qquad space newline linebreak enspace enskip hskip nobreakspace thickspace medspace");

    /// <summary>Accents, as combining marks, by the command's name.</summary>
    public static readonly FrozenDictionary<string, string> Accents = Pairs(
        "' \u0301 ` \u0300 ^ \u0302 \" \u0308 ~ \u0303 = \u0304 . \u0307 u \u0306 v \u030C H \u030B t \u0361 c \u0327 d \u0323 b \u0331 k \u0328 r \u030A G \u030F h \u0309 U \u030E " +
        "acute \u0301 grave \u0300 hat \u0302 ddot \u0308 tilde \u0303 bar \u0304 dot \u0307 breve \u0306 check \u030C vec \u20D7 mathring \u030A not \u0338 slashed \u0338 cancel \u0338");

    /// <summary>Characters that have a raised form.</summary>
    public static readonly FrozenDictionary<char, char> Raised = Letters(
        "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ");

    /// <summary>Characters that have a lowered form.</summary>
    public static readonly FrozenDictionary<char, char> Lowered = Letters(
        "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ");

    /// <summary>Writes a text raised or lowered, where every character has such a form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="forms"><see cref="Raised"/> or <see cref="Lowered"/>.</param>
    /// <returns>The shifted text, or the text as it was.</returns>
    public static string Shift(string text, FrozenDictionary<char, char> forms) =>
        text.Length is > 0 and <= 12 && text.All(forms.ContainsKey) ? string.Concat(text.Select(c => forms[c])) : text;

    private static string[] Split(string table) => table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Names(string table) => Split(table).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(string table) =>
        Split(table).Chunk(2).DistinctBy(pair => pair[0]).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static FrozenDictionary<char, char> Letters(string table) =>
        table.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
