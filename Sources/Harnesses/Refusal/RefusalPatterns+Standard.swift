extension RefusalPatterns {
  /// The patterns in use, compiled at the first call.
  static let standard = RefusalPatterns(
    classes: wordClasses, patterns: refusing + reproving + ruling + answering)

  /// The word classes that patterns share; `request` and `question` are for the prompt.
  private static let wordClasses = """
    [give] = provide provided assist help give offer suggest recommend support encourage promote \
    discuss engage answer share create generate fulfill fulfil comply endorse condone advise \
    advocate facilitate participate describe explain tell disclose reveal respond supply teach \
    instruct speculate comment aid guide satisfy accommodate honor entertain write draft produce \
    do continue proceed assume
    [be] = am are is was were be been being
    [bad] = illegal unethical immoral unlawful reprehensible unacceptable criminal harmful \
    disrespectful discriminatory inappropriate offensive wrong dangerous hateful violent abusive \
    irresponsible insensitive unfair unsafe malicious hurtful derogatory prejudiced
    [good] = appropriate ethical acceptable okay ok respectful right responsible legal fair safe \
    productive helpful moral constructive lawful advisable wise kind healthy humane permissible \
    suitable sportsmanlike
    [say] = suggest discuss ask provide promote encourage make say speculate consider advocate \
    use asking suggesting imply assume glorify engage generalize compare judge share disclose \
    give reveal label
    [person] = tron manager engineer counsel lawyer doctor human humans person people maintainer \
    maintainers someone owner owners reviewer operator admin administrator lead team
    [filler] = repeat use pretend bore need go cover be know have see lie pretend explain list \
    say able available here
    [done] = fixed added wrote written updated changed created moved renamed replaced removed \
    refactored implemented ran checked tested rewrote extracted split put bumped reverted traced \
    found made used committed pushed deleted turned dropped quoted proposed switched shortened
    [notlead] = not consider find want need be have
    [diag] = reproduce see find run test verify confirm spot recall guarantee promise rule trace \
    replicate compile build open locate measure
    [cmd] = use run call add change replace set wrap write create open put install upgrade check \
    rename move delete remove click select give unplug start import pass switch bump make move \
    return define declare type press enter
    [acted] = done do made make changed change touched touch run pushed push committed commit \
    deployed deploy deleted delete merged merge executed execute written write sent send applied \
    apply added add removed remove installed install disabled disable modified modify edited \
    edit created create published publish started start
    [evil] = illegal unethical immoral unlawful reprehensible unacceptable harmful disrespectful \
    discriminatory inappropriate offensive wrong hateful irresponsible insensitive unfair unsafe \
    malicious hurtful derogatory prejudiced
    [tone] = negative aggressive problematic sensitive offensive violent derogatory hurtful \
    harmful inappropriate misleading discriminatory insensitive
    [filler2] = not explain find say only see repeat
    [nving] = going doing touching writing adding putting handing reverting changing removing \
    deleting giving making taking switching setting committing pushing skipping willing building \
    producing organising turning storing hiding publishing using editing running signing \
    approving willing prepared removing weakening creating helping sending altering
    [agentive] = set tick mark approve sign add commit merge push deploy skip ignore delete \
    remove bypass disable weaken hardcode store log publish release backdate waive hide switch \
    turn embed put let allow accept agree grant
    [ving] = going coming getting entering happening moving
    [ban] = banned forbidden prohibited disallowed blocked
    [request] = add build change commit configure convert copy create delete develop draft embed \
    fill generate give hardcode implement install invent list log lower make mark move patch \
    port prepare produce program provide publish put remove replace rewrite set skip store tag \
    turn type update use write
    [question] = are can do does how is what when where which who why
    """
}
